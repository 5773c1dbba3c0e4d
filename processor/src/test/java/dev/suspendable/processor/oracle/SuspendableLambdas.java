package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;

/** Lambdas that are coroutines, which capture locals too. */
final class SuspendableLambdas {
  private SuspendableLambdas() {}

  static List<ExpressionForm> expressions() {
    return List.of(
        new CodedForm(
            "suspendable lambda",
            Type.WORK,
            SuspendableLambdas::fits,
            (filler, scope) -> work(withBlock(filler, scope))),
        new CodedForm(
            "suspendable lambda of an expression",
            Type.WORK,
            SuspendableLambdas::fits,
            (filler, scope) -> work(ofExpression(filler, scope))));
  }

  static List<StatementForm> statements() {
    return List.of(
        new StatementForm(
            "add a suspendable lambda", SuspendableLambdas::fits, SuspendableLambdas::add),
        new StatementForm(
            "run suspendable lambdas",
            scope -> scope.awaits() && !scope.isInClosure(),
            SuspendableLambdas::runAll),
        new StatementForm(
            "yieldAll of a lambda",
            scope -> scope.yieldsValues() && fits(scope),
            SuspendableLambdas::yieldAll));
  }

  private static boolean fits(Scope scope) {
    return !scope.isInClass();
  }

  private static Expression work(List<Object> lambda) {
    lambda.add(0, "(Work<Object>) ");
    return Expression.of(Type.WORK, Precedence.ANY, lambda.toArray());
  }

  private static List<Object> withBlock(Filler filler, Scope scope) {
    Scope inner = scope.lambda(Suspension.AWAIT, Type.OBJECT);
    String parameter = inner.declare(Type.INT, false).name();
    List<Object> pieces = new ArrayList<>();
    pieces.add(parameter + " -> ");
    pieces.add(Text.plainly("{ return Plainly.<Object>lazily(() -> "));
    pieces.add(returning(filler, inner));
    pieces.add(Text.plainly("); }"));
    return pieces;
  }

  private static List<Object> ofExpression(Filler filler, Scope scope) {
    Scope inner = scope.lambda(Suspension.AWAIT, Type.OBJECT);
    String parameter = inner.declare(Type.INT, false).name();
    List<Object> pieces = new ArrayList<>();
    pieces.add(parameter + " -> ");
    pieces.add(Text.plainly("Plainly.<Object>lazily(() -> Plainly.<Object>returned("));
    pieces.add("Task.of(");
    pieces.add(filler.expression(Type.OBJECT, inner));
    pieces.add(")");
    pieces.add(Text.plainly("))"));
    return pieces;
  }

  private static Block returning(Filler filler, Scope scope) {
    Block block = filler.block(scope);
    return block.completes() ? block.plus(Returns.of(filler, scope)) : block;
  }

  /** What the lambda has captured is seen where the list is run. */
  private static Statement add(Filler filler, Scope scope) {
    List<Object> pieces = new ArrayList<>();
    pieces.add(filler.expression(Type.WORKS, scope).at(Precedence.POSTFIX));
    pieces.add(".add(");
    pieces.addAll(withBlock(filler, scope));
    pieces.add(");");
    return Statement.of(pieces.toArray());
  }

  private static Statement runAll(Filler filler, Scope scope) {
    String each = scope.reserve();
    return Statement.of(
        "for (Work<Object> " + each + " : ",
        filler.expression(Type.WORKS, scope),
        ") log(await(" + each + ".run(",
        filler.expression(Type.INT, scope),
        ")));");
  }

  private static Statement yieldAll(Filler filler, Scope scope) {
    Type type = scope.body().result();
    Scope inner = scope.lambda(Suspension.YIELD, type);
    return Statement.of(
        "yieldAll(((Source<" + type.boxedSource() + ">) () -> ",
        returning(filler, inner),
        ").values());");
  }
}
