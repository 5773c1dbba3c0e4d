package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Switches over patterns, for compilers that know them. */
final class PatternSwitches {
  static final boolean KNOWN = Runtime.version().feature() >= 21;

  private static final List<Type> RESULTS = List.of(Type.INT, Type.STRING, Type.OBJECT);

  /** What is matched, in an order in which none dominates another. */
  private enum Pattern {
    INTEGER(Type.INTEGER),
    PAIR(Type.INT),
    STRING(Type.STRING),
    COLOR(Type.COLOR);

    /** Of the first variable. */
    private final Type first;

    Pattern(Type first) {
      this.first = first;
    }
  }

  private PatternSwitches() {}

  static List<StatementForm> statements() {
    return KNOWN
        ? List.of(
            new StatementForm("switch over patterns", PatternSwitches::statement),
            new StatementForm("old switch over patterns", PatternSwitches::groups),
            new StatementForm("switch over all of a sealed type", PatternSwitches::sealed))
        : List.of();
  }

  static List<ExpressionForm> expressions() {
    List<ExpressionForm> forms = new ArrayList<>();
    if (KNOWN) {
      for (Type type : RESULTS) {
        forms.add(
            new CodedForm(
                "switch over patterns", type, (filler, scope) -> expression(type, filler, scope)));
      }
    }
    return forms;
  }

  private static Statement statement(Filler filler, Scope scope) {
    Expression selected = filler.expression(Type.OBJECT, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    List<Statement> all = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      Scope matched = arms.inner();
      List<Object> arm = label(pattern, " -> ", filler, matched);
      Block block = filler.block(matched.inner());
      arm.add(block);
      all.add(Statement.of(arm.toArray()).completing(block.completes()));
    }
    Block last = filler.block(arms.inner());
    all.add(Statement.of(lastLabel(filler), last).completing(last.completes()));
    return Statement.of("switch (", selected, ") ", new Block(all))
        .completing(target.broken || all.stream().anyMatch(Statement::completes));
  }

  private static Statement groups(Filler filler, Scope scope) {
    Expression selected = filler.expression(Type.OBJECT, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    List<Statement> all = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      Scope matched = arms.inner();
      List<Object> group = label(pattern, ": ", filler, matched);
      group.add(left(filler.block(matched.inner()), target));
      all.add(Statement.of(group.toArray()));
    }
    Block last = filler.block(arms.inner());
    all.add(Statement.of("default: ", last));
    return Statement.of("switch (", selected, ") ", new Block(all))
        .completing(target.broken || last.completes());
  }

  /** Nothing may fall through to a pattern. */
  private static Block left(Block block, Target target) {
    if (!block.completes()) {
      return block;
    }
    target.broken = true;
    return block.plus(Statement.of("break;").completing(false));
  }

  /** There is no default, and none is missed. */
  private static Statement sealed(Filler filler, Scope scope) {
    Expression selected = filler.expression(Type.SHAPE, scope);
    Target target = new Target(Target.Kind.SWITCH, null);
    Scope arms = scope.within(target);
    Scope dot = arms.inner();
    Scope line = arms.inner();
    String at = Patterns.binding(dot, Type.INT).name();
    String from = Patterns.binding(line, Type.INT).name();
    String name = Patterns.binding(line, Type.STRING).name();
    Block first = filler.block(dot.inner());
    Block second = filler.block(line.inner());
    return Statement.of(
            "switch (",
            selected,
            ") ",
            Block.of(
                Statement.of("case Dot(int " + at + ") -> ", first),
                Statement.of("case Line(Dot(var " + from + "), String " + name + ") -> ", second)))
        .completing(target.broken || first.completes() || second.completes());
  }

  private static Expression expression(Type type, Filler filler, Scope scope) {
    Expression selected = filler.expression(Type.OBJECT, scope);
    Scope arms = scope.switchExpression(type);
    List<Statement> all = new ArrayList<>();
    for (Pattern pattern : Pattern.values()) {
      Scope matched = arms.inner();
      List<Object> arm = label(pattern, " -> ", filler, matched);
      arm.add(filler.expression(type, matched));
      arm.add(";");
      all.add(Statement.of(arm.toArray()));
    }
    all.add(Statement.of(lastLabel(filler), filler.expression(type, arms), ";"));
    return SwitchExpressions.switched("(" + type.source() + ") ", type, selected, all);
  }

  /** With a guard or without; what it binds is added to the scope. */
  private static List<Object> label(Pattern pattern, String end, Filler filler, Scope scope) {
    String first = Patterns.binding(scope, pattern.first).name();
    List<Object> label = new ArrayList<>();
    switch (pattern) {
      case PAIR -> {
        String second = Patterns.binding(scope, Type.STRING).name();
        String type = filler.any("int ", "var ");
        label.add("case Pair(" + type + first + ", String " + second + ")");
      }
      default -> label.add("case " + pattern.first.source() + " " + first);
    }
    if (filler.oneIn(2)) {
      label.add(" when see((Object) " + first + ") != null && ");
      label.add(filler.simple(Type.BOOLEAN, scope.guard()));
    }
    label.add(end);
    return label;
  }

  private static String lastLabel(Filler filler) {
    return filler.any("default -> ", "case null, default -> ");
  }
}
