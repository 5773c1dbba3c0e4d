package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;

/** Calls of the program's own coroutines. */
final class Calls {
  private Calls() {}

  /** The coroutines that can be called at a place. */
  static List<Coroutine> callees(Scope scope) {
    return scope.awaits() ? ofKind(Suspension.AWAIT, scope) : List.of();
  }

  /** The generators that can be called at a place. */
  static List<Coroutine> generators(Scope scope) {
    return scope.yieldsValues() ? ofKind(Suspension.YIELD, scope) : List.of();
  }

  private static List<Coroutine> ofKind(Suspension suspension, Scope scope) {
    return scope.body().callees().stream()
        .filter(callee -> callee.suspension() == suspension)
        .toList();
  }

  /** Awaited calls that have a value of a type. */
  static List<ExpressionForm> awaited(Type type, Scope scope) {
    List<ExpressionForm> forms = new ArrayList<>();
    for (Coroutine callee : callees(scope)) {
      if (callee.result() == type) {
        forms.add(new CodedForm("await a call", type, (filler, at) -> await(callee, filler, at)));
      }
    }
    return forms;
  }

  static Expression await(Coroutine callee, Filler filler, Scope scope) {
    Type type = callee.result() == null ? Type.OBJECT : callee.result();
    Expression call = call(callee, filler, scope);
    if (filler.oneIn(6)) {
      call =
          Expression.of(
              type,
              Precedence.COND,
              filler.expression(Type.BOOLEAN, scope).at(Precedence.LOR),
              " ? ",
              call,
              " : ",
              call(callee, filler, scope));
    }
    // Only the runtime's own await may call directly.
    String operator = filler.any("await(", "Coroutines.await(");
    return Expression.of(type, Precedence.POSTFIX, operator, call, ")");
  }

  /** A call, which makes a task. Its type says what the task's value is. */
  static Expression call(Coroutine callee, Filler filler, Scope scope) {
    List<Object> pieces = new ArrayList<>();
    if (!callee.isStatic() && !(scope.hasHost() && filler.oneIn(2))) {
      pieces.add(filler.expression(Type.HOST, scope).at(Precedence.POSTFIX));
      pieces.add(".");
    }
    pieces.add(callee.name() + "(" + scope.body().depth());
    for (Type parameter : callee.parameters()) {
      pieces.add(", ");
      pieces.add(filler.expression(parameter, scope));
    }
    pieces.add(")");
    Type type = callee.result() == null ? Type.OBJECT : callee.result();
    return Expression.of(type, Precedence.POSTFIX, pieces.toArray());
  }
}
