package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** {@code return} in all its forms. */
final class Returns {
  private static final Statement END = Statement.of("return Generator.end();").completing(false);

  private Returns() {}

  static Statement of(Filler filler, Scope scope) {
    Body body = scope.body();
    if (body.suspension() == Body.Suspension.YIELD) {
      return END;
    }
    return returned(task(filler, scope), body);
  }

  /** A return that calls nothing. */
  static Statement simple(Body body) {
    if (body.suspension() == Body.Suspension.YIELD) {
      return END;
    }
    Type type = body.result();
    Expression value =
        type == null
            ? Expression.of(Type.OBJECT, Precedence.POSTFIX, "Task.completed()")
            : Expression.of(type, Precedence.POSTFIX, "Task.of(", type.literals().get(0), ")");
    return returned(value, body);
  }

  private static Statement returned(Expression task, Body body) {
    String type = body.result() == null ? "Void" : body.result().boxedSource();
    return Statement.of(
            new Text("return ", "return Plainly.<" + type + ">returned("),
            task,
            new Text(";", ");"))
        .completing(false);
  }

  private static Expression task(Filler filler, Scope scope) {
    Type type = scope.body().result();
    List<Coroutine> callees = new ArrayList<>(Calls.callees(scope));
    callees.removeIf(callee -> callee.result() != type);
    if (!callees.isEmpty() && filler.oneIn(3)) {
      return Calls.call(filler.any(callees), filler, scope);
    }
    if (filler.oneIn(12)) {
      return conditional(filler, scope);
    }
    return value(filler, scope);
  }

  private static Expression conditional(Filler filler, Scope scope) {
    Expression condition = filler.expression(Type.BOOLEAN, scope);
    Expression one = task(filler, scope);
    Expression other = task(filler, scope);
    return Expression.of(
        one.type(),
        Precedence.COND,
        condition.at(Precedence.LOR),
        " ? ",
        one,
        " : ",
        other.at(Precedence.COND));
  }

  private static Expression value(Filler filler, Scope scope) {
    Type type = scope.body().result();
    if (type == null) {
      return Expression.of(Type.OBJECT, Precedence.POSTFIX, "Task.completed()");
    }
    Type given = type == Type.INTEGER && filler.oneIn(2) ? Type.INT : type;
    Expression value =
        !given.isPrimitive() && filler.oneIn(10)
            ? given.nothing()
            : filler.expression(given, scope);
    return Expression.of(type, Precedence.POSTFIX, "Task.of(", value, ")");
  }
}
