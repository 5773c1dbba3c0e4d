package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import org.jspecify.annotations.Nullable;

/**
 * The line that javac gives to an operation that is not a call. Its line table has entries for the
 * start of a statement and for calls. So an operand that is saved has the line of the code before
 * it, wherever its own text is.
 */
final class SavedLine {
  /** Null where javac begins the next expression on a line of its own. */
  private Code.@Nullable Line line;

  /**
   * Begins a statement.
   *
   * @param at its line, or 0 if javac begins its expression on a line of its own
   */
  void begin(int at) {
    line = at == 0 ? null : new Code.Line(at);
  }

  /** The line here, null if the next expression is on a line of its own. */
  Code.@Nullable Line here() {
    return line;
  }

  /** Code that is saved, at the line that javac gives it. */
  Code begun(Code code) {
    Code.Line here = line;
    passed(code);
    return here == null ? code : Code.of(here, code);
  }

  /**
   * Notes code in front of what is saved next. Only if it is on one line its last line is known.
   */
  void passed(Code code) {
    for (Code.Piece piece : code.pieces()) {
      if (piece instanceof Code.Line next) {
        line =
            line == null || line.line() == next.line()
                ? new Code.Line(next.line())
                : Code.Line.OF_CODE_BEFORE;
      }
    }
  }

  /** The same for code between a point, where the line was known, and here. */
  void joined(Code.@Nullable Line before) {
    if (before == null || line == null || before.line() != line.line()) {
      line = Code.Line.OF_CODE_BEFORE;
    }
  }
}
