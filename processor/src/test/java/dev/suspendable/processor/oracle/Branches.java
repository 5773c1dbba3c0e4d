package dev.suspendable.processor.oracle;

import java.util.List;

/** {@code if} statements, and blocks. */
final class Branches {
  private Branches() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("if", Branches::ifThen),
        new StatementForm("if else", Branches::ifElse),
        new StatementForm("else if", Branches::elseIf),
        new StatementForm("if without braces", Branches::withoutBraces),
        new StatementForm("if instanceof", Branches::ifInstance),
        new StatementForm("if not instanceof", Branches::ifNotInstance),
        new StatementForm("block", Branches::block),
        new StatementForm("labelled block", Branches::labelled),
        new StatementForm("labelled if", Branches::labelledIf),
        // With an exception handler of javac's, as a try has one.
        new StatementForm("synchronized", Scope::tries, Branches::synchronizedBlock));
  }

  private static Statement ifThen(Filler filler, Scope scope) {
    return Statement.of(
        "if (", filler.expression(Type.BOOLEAN, scope), ") ", filler.block(scope.inner()));
  }

  private static Statement ifElse(Filler filler, Scope scope) {
    Expression condition = filler.expression(Type.BOOLEAN, scope);
    Block then = filler.block(scope.inner());
    Block otherwise = filler.block(scope.inner());
    return Statement.of("if (", condition, ") ", then, " else ", otherwise)
        .completing(then.completes() || otherwise.completes());
  }

  private static Statement elseIf(Filler filler, Scope scope) {
    return Statement.of(
        "if (",
        filler.expression(Type.BOOLEAN, scope),
        ") ",
        filler.block(scope.inner()),
        " else if (",
        filler.expression(Type.BOOLEAN, scope),
        ") ",
        filler.block(scope.inner()));
  }

  private static Statement withoutBraces(Filler filler, Scope scope) {
    return Statement.of(
        "if (",
        filler.expression(Type.BOOLEAN, scope),
        ") ",
        Effectful.expression(filler, scope).pieces().get(0),
        "; else ",
        Effectful.expression(filler, scope).pieces().get(0),
        ";");
  }

  private static Statement ifInstance(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope matched = scope.inner();
    Variable variable = Patterns.binding(matched, Type.INTEGER);
    Expression more = filler.expression(Type.BOOLEAN, matched);
    Block then = filler.block(matched.inner());
    Block otherwise = filler.block(scope.inner());
    return Statement.of(
            "if (",
            tested.at(Precedence.REL),
            " instanceof Integer " + variable.name() + " && ",
            more.at(Precedence.OR),
            ") ",
            then,
            " else ",
            otherwise)
        .completing(then.completes() || otherwise.completes());
  }

  /** The variable is in scope behind the statement if its block does not complete normally. */
  private static Statement ifNotInstance(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope unmatched = scope.inner();
    Variable variable = Patterns.binding(unmatched, Type.STRING);
    Block then = filler.block(scope.inner());
    if (!then.completes()) {
      scope.add(variable);
    }
    return Statement.of(
        "if (!(", tested.at(Precedence.REL), " instanceof String " + variable.name() + ")) ", then);
  }

  private static Statement block(Filler filler, Scope scope) {
    Block block = filler.block(scope.inner());
    return Statement.of(block).completing(block.completes());
  }

  private static Statement labelledIf(Filler filler, Scope scope) {
    Target target = new Target(Target.Kind.LABELLED_BLOCK, scope.freshLabel());
    Scope inner = scope.within(target);
    Expression condition = filler.expression(Type.BOOLEAN, inner);
    Block then = filler.block(inner.inner());
    Block otherwise = filler.block(inner.inner());
    return Statement.of(target.label + ": if (", condition, ") ", then, " else ", otherwise)
        .completing(then.completes() || otherwise.completes() || target.broken);
  }

  private static Statement synchronizedBlock(Filler filler, Scope scope) {
    Expression lock = filler.expression(Type.BOX, scope);
    Block block = filler.block(scope.unsuspended().inner());
    return Statement.of("synchronized (", lock, ") ", block).completing(block.completes());
  }

  private static Statement labelled(Filler filler, Scope scope) {
    Target target = new Target(Target.Kind.LABELLED_BLOCK, scope.freshLabel());
    Block block = filler.block(scope.within(target));
    return Statement.of(target.label + ": ", block).completing(block.completes() || target.broken);
  }
}
