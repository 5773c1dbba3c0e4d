package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;

/** Lambdas, and methods of anonymous and local classes, that are coroutines and capture locals. */
final class SuspendableLambdas {
  private SuspendableLambdas() {}

  static List<ExpressionForm> expressions() {
    return List.of(
        new CodedForm(
            "suspendable lambda", Type.WORK, (filler, scope) -> work(withBlock(filler, scope))),
        new CodedForm(
            "suspendable lambda of an expression",
            Type.WORK,
            (filler, scope) -> work(ofExpression(filler, scope))),
        new CodedForm(
            "coroutine of an anonymous class", Type.WORK, SuspendableLambdas::anonymousClass));
  }

  static List<StatementForm> statements() {
    return List.of(
        new StatementForm("add a suspendable lambda", SuspendableLambdas::add),
        new StatementForm(
            "run suspendable lambdas",
            scope -> scope.awaits() && !scope.isInClosure(),
            SuspendableLambdas::runAll),
        new StatementForm(
            "coroutine of a local class",
            scope -> scope.awaits() && !scope.isInClosure(),
            SuspendableLambdas::localClass),
        new StatementForm(
            "yieldAll of a lambda", Scope::yieldsValues, SuspendableLambdas::yieldAll));
  }

  private static Expression anonymousClass(Filler filler, Scope scope) {
    return Expression.of(
        Type.WORK,
        Precedence.POSTFIX,
        "new Work<Object>() ",
        Block.of(method(filler, scope.classBody(Suspension.AWAIT, Type.OBJECT))));
  }

  /** It makes an instance of itself, which is run with what the first has captured. */
  private static Statement localClass(Filler filler, Scope scope) {
    String name = scope.uniqueName("W");
    return Statement.of(
        "class " + name + " implements Work<Object> ",
        Block.of(
            Statement.of("final int own;"),
            Statement.of(name + "(int own) {\n  this.own = own;\n}"),
            Statement.of(name + " again() {\n  return new " + name + "(own + 1);\n}"),
            method(filler, scope.classBody(Suspension.AWAIT, Type.OBJECT))),
        "\nlog(await(new " + name + "(",
        filler.expression(Type.INT, scope),
        ").again().run(",
        filler.expression(Type.INT, scope),
        ")));");
  }

  /** The coroutine of a class that implements {@link Effects.Work}. */
  static Statement method(Filler filler, Scope inner) {
    String parameter = inner.declare(Type.INT, false).name();
    List<Object> pieces = new ArrayList<>();
    pieces.add(
        "@Override\n@Suspendable\npublic Task<Object> run(int "
            + parameter
            + ") throws Exception ");
    pieces.add(Text.plainly("{ return Plainly.<Object>lazily(() -> "));
    pieces.add(returning(filler, inner));
    pieces.add(Text.plainly("); }"));
    return Statement.of(pieces.toArray());
  }

  private static Expression work(List<Object> lambda) {
    lambda.add(0, "(Work<Object>) ");
    return Expression.of(Type.WORK, Precedence.ANY, lambda.toArray());
  }

  private static List<Object> withBlock(Filler filler, Scope scope) {
    Scope inner = scope.lambda(Suspension.AWAIT, Type.OBJECT);
    String parameter = inner.declare(Type.INT, false).name();
    return lambda(parameter, returning(filler, inner));
  }

  /** A lambda that is a {@link Effects.Work}. */
  static List<Object> lambda(String parameter, Block body) {
    List<Object> pieces = new ArrayList<>();
    pieces.add(parameter + " -> ");
    pieces.add(Text.plainly("{ return Plainly.<Object>lazily(() -> "));
    pieces.add(body);
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
