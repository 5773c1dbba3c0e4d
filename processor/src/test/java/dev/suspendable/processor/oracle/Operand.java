package dev.suspendable.processor.oracle;

/**
 * An expression inside another or in a statement.
 *
 * @param weakest what binds more weakly stands in parentheses there
 */
record Operand(Expression expression, Precedence weakest) implements Piece {
  boolean inParentheses() {
    return expression.precedence().compareTo(weakest) < 0;
  }
}
