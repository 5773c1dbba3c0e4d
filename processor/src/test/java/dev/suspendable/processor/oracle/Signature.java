package dev.suspendable.processor.oracle;

import java.util.List;

/** The declaration of a coroutine, without its body. */
record Signature(Coroutine coroutine, List<Variable> parameters) {
  /**
   * All in front of the body. The plain body copies its parameters, which a lambda cannot assign.
   */
  Piece head() {
    StringBuilder transformed = new StringBuilder(beginning());
    StringBuilder plain = new StringBuilder(beginning());
    for (Variable parameter : parameters) {
      String declaration = ", " + parameter.type().source() + " " + parameter.name();
      transformed.append(declaration);
      plain.append(declaration).append("$");
    }
    String end = ") throws Exception";
    return new Text(transformed + end, plain + end);
  }

  private String beginning() {
    return coroutine.modifiers()
        + "Task<"
        + coroutine.resultSource()
        + "> "
        + coroutine.name()
        + "(int depth";
  }

  /** What the plain body begins with. */
  String plainPrologue() {
    StringBuilder copies = new StringBuilder();
    for (Variable parameter : parameters) {
      copies.append(parameter.type().source()).append(" ").append(parameter.name());
      copies.append(" = ").append(parameter.name()).append("$; ");
    }
    return copies.toString();
  }
}
