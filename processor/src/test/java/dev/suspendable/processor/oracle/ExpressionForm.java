package dev.suspendable.processor.oracle;

/** A kind of expression: an operator, a call, an access, with operands to be filled in. */
interface ExpressionForm {
  /** Of what it makes. */
  Type type();

  /** Whether it may stand in a scope. */
  boolean fits(Scope scope);

  Expression fill(Filler filler, Scope scope);

  /** Whether it may stand as a statement. */
  boolean isStatement();

  /** Whether its type may depend on where it stands, so that javac reads it several times. */
  boolean isPoly();

  /** Names it in failures. */
  @Override
  String toString();
}
