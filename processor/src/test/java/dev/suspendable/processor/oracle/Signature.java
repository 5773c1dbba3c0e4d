package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.List;

/**
 * The declaration of a coroutine, without its body.
 *
 * @param first what parameters stand in front of the others, each followed by a comma
 */
record Signature(Coroutine coroutine, String first, List<Variable> parameters) {
  Signature(Coroutine coroutine, List<Variable> parameters) {
    this(coroutine, "", parameters);
  }

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
    return coroutine.modifiers()
        + coroutine.returnType()
        + " "
        + coroutine.name()
        + "("
        + first
        + "int depth";
  }

  /** What a method of the same parameters calls one with that has no others in front. */
  Piece arguments() {
    boolean isTask = coroutine.suspension() == Suspension.AWAIT;
    StringBuilder names = new StringBuilder("depth");
    StringBuilder plain = new StringBuilder("depth");
    for (Variable parameter : parameters) {
      names.append(", ").append(parameter.name());
      plain.append(", ").append(parameter.name()).append(isTask ? "$" : "");
    }
    return new Text(names.toString(), plain.toString());
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
