package dev.suspendable.processor.oracle;

import java.util.Arrays;
import java.util.List;

/** Statements that leave a trace, or change something. */
final class Effectful {
  private static final List<Type> SHOWN =
      Arrays.stream(Type.values()).filter(type -> !type.isOpaque()).toList();

  private Effectful() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("log", Effectful::log),
        new StatementForm("expression", Effectful::expression),
        new StatementForm("pause", Scope::awaits, (filler, scope) -> Statement.of("pause();")),
        new StatementForm(
            "await", Scope::awaits, (filler, scope) -> Statement.of(awaited(filler, scope), ";")),
        new StatementForm(
            "await a call",
            scope -> !Calls.callees(scope).isEmpty(),
            (filler, scope) ->
                Statement.of(Calls.await(filler.any(Calls.callees(scope)), filler, scope), ";")),
        new StatementForm("run lambdas", scope -> !scope.isInClosure(), Effectful::runAll),
        new StatementForm("yieldValue", Scope::yieldsValues, Effectful::yieldValue),
        new StatementForm(
            "yieldAll of a call",
            scope -> !Calls.generators(scope).isEmpty(),
            (filler, scope) ->
                Statement.of(
                    "yieldAll(",
                    Calls.call(filler.any(Calls.generators(scope)), filler, scope),
                    ");")),
        new StatementForm(
            "yieldAll of a list",
            scope -> scope.yieldsValues() && scope.body().result() == Type.INTEGER,
            (filler, scope) ->
                Statement.of("yieldAll(", filler.expression(Type.LIST, scope), ");")),
        new StatementForm("assert", Effectful::assertion),
        new StatementForm("add a lambda", Effectful::addRunnable));
  }

  private static Statement log(Filler filler, Scope scope) {
    return Statement.of("log(", filler.expression(filler.any(SHOWN), scope), ");");
  }

  static Statement expression(Filler filler, Scope scope) {
    List<ExpressionForm> fitting =
        ExpressionForms.all().stream()
            .filter(form -> form.isStatement() && form.fits(scope))
            .toList();
    return Statement.of(filler.any(fitting).fill(filler, scope), ";");
  }

  private static Expression awaited(Filler filler, Scope scope) {
    return filler.any(ExpressionForms.awaits(filler.any(Type.values()))).fill(filler, scope);
  }

  private static Statement runAll(Filler filler, Scope scope) {
    String each = scope.reserve();
    return Statement.of(
        "for (Runnable " + each + " : ",
        filler.expression(Type.RUNNABLES, scope),
        ") " + each + ".run();");
  }

  private static Statement yieldValue(Filler filler, Scope scope) {
    Type type = scope.body().result();
    return Statement.of("yieldValue(", filler.expression(type, scope), ");");
  }

  private static Statement assertion(Filler filler, Scope scope) {
    return Statement.of(
        "assert ",
        filler.expression(Type.BOOLEAN, scope).at(Precedence.LOR),
        " || more() : ",
        filler.expression(Type.STRING, scope),
        ";");
  }

  /** What the lambda has captured is seen where the list is run. */
  private static Statement addRunnable(Filler filler, Scope scope) {
    return Statement.of(
        filler.expression(Type.RUNNABLES, scope).at(Precedence.POSTFIX),
        ".add(() -> ",
        filler.block(scope.closure()),
        ");");
  }
}
