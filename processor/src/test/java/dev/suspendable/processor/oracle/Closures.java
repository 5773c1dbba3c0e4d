package dev.suspendable.processor.oracle;

import java.util.List;

/** Lambdas and anonymous classes, which capture locals and cannot suspend. */
final class Closures {
  private Closures() {}

  static List<ExpressionForm> forms() {
    return List.of(
        new CodedForm("called lambda", Type.INT, Closures::calledLambda),
        new CodedForm("lambda", Type.FUNCTION, Closures::lambda),
        new CodedForm("lambda with a block", Type.FUNCTION, Closures::blockLambda),
        new CodedForm("supplier", Type.SUPPLIER, Closures::supplier),
        new CodedForm("anonymous class", Type.INT, Closures::anonymousClass));
  }

  private static Expression calledLambda(Filler filler, Scope scope) {
    return Expression.of(
        Type.INT,
        Precedence.POSTFIX,
        "((IntSupplier) () -> ",
        filler.expression(Type.INT, scope.closure()),
        ").getAsInt()");
  }

  private static Expression lambda(Filler filler, Scope scope) {
    Scope inner = scope.closure();
    Variable parameter = inner.declare(Type.INT, true);
    return Expression.of(
        Type.FUNCTION,
        Precedence.ANY,
        "(IntUnaryOperator) " + parameter.name() + " -> ",
        filler.expression(Type.INT, inner));
  }

  private static Expression blockLambda(Filler filler, Scope scope) {
    Scope inner = scope.closure();
    Variable parameter = inner.declare(Type.INT, true);
    return Expression.of(
        Type.FUNCTION,
        Precedence.ANY,
        "(IntUnaryOperator) (int " + parameter.name() + ") -> ",
        returning(Type.INT, filler, inner));
  }

  private static Expression supplier(Filler filler, Scope scope) {
    return Expression.of(
        Type.SUPPLIER,
        Precedence.ANY,
        "(Supplier<String>) () -> ",
        filler.expression(Type.STRING, scope.closure()));
  }

  private static Expression anonymousClass(Filler filler, Scope scope) {
    Expression start = filler.expression(Type.INT, scope);
    Scope inner = scope.classBody();
    Variable parameter = inner.declare(Type.INT, true);
    Statement method =
        Statement.of(
            "@Override\npublic int next(int " + parameter.name() + ") ",
            returning(Type.INT, filler, inner));
    return Expression.of(
        Type.INT,
        Precedence.POSTFIX,
        "new Counter(",
        start,
        ") ",
        Block.of(method),
        ".next(",
        filler.expression(Type.INT, scope),
        ")");
  }

  private static Block returning(Type type, Filler filler, Scope scope) {
    Block block = filler.block(scope);
    return block.completes()
        ? block.plus(Statement.of("return ", filler.expression(type, scope), ";"))
        : block;
  }
}
