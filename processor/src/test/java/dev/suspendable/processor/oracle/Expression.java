package dev.suspendable.processor.oracle;

import java.util.Arrays;
import java.util.List;

/**
 * An expression of a generated program.
 *
 * @param type its static type
 * @param precedence of its outermost operator
 * @param pieces what it is written as
 */
record Expression(Type type, Precedence precedence, List<Piece> pieces) {
  /** An expression of texts, operands and blocks. */
  static Expression of(Type type, Precedence precedence, Object... pieces) {
    return new Expression(type, precedence, Arrays.stream(pieces).map(Piece::of).toList());
  }

  boolean beginsWithParenthesis() {
    Piece first = pieces.get(0);
    return first instanceof Operand operand
        ? operand.inParentheses() || operand.expression().beginsWithParenthesis()
        : first instanceof Text text && text.transformed().startsWith("(");
  }

  Operand at(Precedence weakest) {
    return new Operand(this, weakest);
  }
}
