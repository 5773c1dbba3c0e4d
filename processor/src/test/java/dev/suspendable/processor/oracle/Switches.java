package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Switch statements, with arrows and without. */
final class Switches {
  private Switches() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("switch with arrows", Switches::arrows),
        new StatementForm("old switch", Switches::groups),
        new StatementForm("old switch that declares", Switches::declaring));
  }

  private static Statement arrows(Filler filler, Scope scope) {
    Selector selector = filler.any(Selector.ALL);
    Expression selected = filler.expression(selector.type(), scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    List<Statement> all = new ArrayList<>();
    for (String label : selector.labels(filler)) {
      all.add(arm("case " + label + " -> ", filler, arms));
    }
    boolean hasDefault = filler.oneIn(2);
    if (hasDefault) {
      all.add(arm("default -> ", filler, arms));
    }
    return Statement.of("switch (", selected, ") ", new Block(all))
        .completing(!hasDefault || target.broken || all.stream().anyMatch(Statement::completes));
  }

  private static Statement arm(String label, Filler filler, Scope scope) {
    switch (filler.choose(5)) {
      case 0:
        return Statement.of(label, "throw new IllegalStateException(\"arm\");").completing(false);
      case 1:
        return Statement.of(label, Effectful.expression(filler, scope).pieces().get(0), ";");
      default:
        Block block = filler.block(scope.inner());
        return Statement.of(label, block).completing(block.completes());
    }
  }

  private static Statement groups(Filler filler, Scope scope) {
    Selector selector = filler.any(Selector.ALL);
    Expression selected = filler.expression(selector.type(), scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope groups = scope.within(target);
    List<String> labels = new ArrayList<>();
    for (String label : selector.labels(filler)) {
      labels.add("case " + label + ": ");
    }
    boolean hasDefault = filler.oneIn(2);
    if (hasDefault) {
      labels.add(filler.choose(labels.size() + 1), "default: ");
    }
    List<Statement> all = new ArrayList<>();
    for (String label : labels) {
      all.add(group(label, target, filler, groups));
    }
    return Statement.of("switch (", selected, ") ", new Block(all))
        .completing(!hasDefault || target.broken || all.get(all.size() - 1).completes());
  }

  /** A variable that one group declares, and others assign. */
  private static Statement declaring(Filler filler, Scope scope) {
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope groups = scope.within(target);
    String name = groups.reserve();
    Expression selected = filler.expression(Type.COLOR, scope);
    Expression value = filler.expression(Type.INT, groups);
    Expression other = filler.expression(Type.INT, groups);
    Block block = filler.block(groups.inner());
    return Statement.of(
        "switch (",
        selected,
        ") ",
        Block.of(
            Statement.of("case RED: int " + name + " = ", value, ";"),
            Statement.of("log(" + name + ");"),
            Statement.of("case GREEN: " + name + " = ", other, ";"),
            Statement.of(block),
            Statement.of(block.completes() ? "log(" + name + ");" : ""),
            Statement.of("default: log(1);")));
  }

  private static Statement group(String label, Target target, Filler filler, Scope scope) {
    Block block = filler.block(scope.inner());
    if (!block.completes() || filler.oneIn(3)) {
      return Statement.of(label, block).completing(block.completes());
    }
    target.broken = true;
    return Statement.of(label, block.plus(Statement.of("break;"))).completing(false);
  }
}
