package dev.suspendable.processor.oracle;

/** Of operators, from the weakest: an operand that binds more weakly is put in parentheses. */
enum Precedence {
  /** Assignments, lambdas and whole operands, which stand between delimiters. */
  ANY,
  COND,
  LOR,
  LAND,
  OR,
  XOR,
  AND,
  EQ,
  REL,
  SHIFT,
  ADD,
  MUL,
  UNARY,
  POSTFIX,
  PRIMARY
}
