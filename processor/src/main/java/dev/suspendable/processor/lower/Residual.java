package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;

/**
 * The rest of an expression after its suspensions are lowered: code to be evaluated once, next.
 *
 * @param isPrimary false if it needs parentheses as an operand
 * @param unboxed the code for a context that unboxes the value: a result that has not been boxed
 *     yet need not be
 * @param isKept whether it may also be evaluated later, with the same value
 */
record Residual(Code code, boolean isPrimary, Code unboxed, boolean isKept) {
  static Residual of(Code code, boolean isPrimary) {
    return new Residual(code, isPrimary, code, /* isKept= */ false);
  }

  /** Code that always has the same value. */
  static Residual kept(Code code) {
    return new Residual(code, /* isPrimary= */ true, code, /* isKept= */ true);
  }

  static Residual in(Variable variable) {
    return kept(Code.of(Lowering.read(variable)));
  }

  /** The value in an unboxed form. */
  Residual unbox() {
    // Unboxing may fail, and the box may be another one later.
    return unboxed.equals(code) ? new Residual(code, isPrimary, code, false) : kept(unboxed);
  }

  /** The template with operands in its holes. */
  static Code fill(Code template, List<Residual> operands) {
    return template.map(
        piece -> {
          if (piece instanceof Code.Hole hole) {
            Residual operand = operands.get(hole.operand());
            return hole.delimited() || operand.isPrimary
                ? operand.code
                : parenthesize(operand.code);
          }
          return Code.of(piece);
        });
  }

  /** The code in parentheses, which are on its first line: javac gives that line to unboxing. */
  static Code parenthesize(Code code) {
    return !code.isEmpty() && code.pieces().get(0) instanceof Code.Line line
        ? Code.of(line, "(", new Code(code.pieces().subList(1, code.pieces().size())), ")")
        : Code.of("(", code, ")");
  }

  /** The code in a form that a dot may follow. */
  static Code primary(Code code) {
    boolean simple =
        code.pieces().stream()
            .noneMatch(
                piece ->
                    piece instanceof Code.Cast
                        || (piece instanceof Code.Text text
                            && text.text().chars().anyMatch(Character::isWhitespace)));
    return simple ? code : parenthesize(code);
  }
}
