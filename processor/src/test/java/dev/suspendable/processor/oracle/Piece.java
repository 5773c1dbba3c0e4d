package dev.suspendable.processor.oracle;

/** What statements and expressions are made of. */
sealed interface Piece permits Text, Operand, Block {
  /** Text, an expression between delimiters, or a piece as it is. */
  static Piece of(Object piece) {
    if (piece instanceof String text) {
      return new Text(text, text);
    }
    return piece instanceof Expression expression
        ? new Operand(expression, Precedence.ANY)
        : (Piece) piece;
  }
}
