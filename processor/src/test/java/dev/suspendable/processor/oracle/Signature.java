package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.List;

/** The declaration of a coroutine, without its body. */
record Signature(Coroutine coroutine, List<Variable> parameters) {
  /**
   * All in front of the body. The plain body of a task is a lambda, which cannot assign to
   * parameters, so it copies them.
   */
  Piece head() {
    boolean isTask = coroutine.suspension() == Suspension.AWAIT;
    StringBuilder transformed = new StringBuilder(beginning());
    StringBuilder plain = new StringBuilder(beginning());
    for (Variable parameter : parameters) {
      String declaration = ", " + parameter.type().source() + " " + parameter.name();
      transformed.append(declaration);
      plain.append(declaration).append(isTask ? "$" : "");
    }
    String end = isTask ? ") throws Exception" : ")";
    return new Text(transformed + end, plain + end);
  }

  private String beginning() {
    return coroutine.modifiers() + coroutine.returnType() + " " + coroutine.name() + "(int depth";
  }

  /** What the plain body of a task begins with. */
  String plainPrologue() {
    StringBuilder copies = new StringBuilder();
    for (Variable parameter : parameters) {
      copies.append(parameter.type().source()).append(" ").append(parameter.name());
      copies.append(" = ").append(parameter.name()).append("$; ");
    }
    return copies.toString();
  }
}
