package dev.suspendable.processor.oracle;

import java.util.Arrays;
import java.util.List;

/**
 * A statement of a generated program, a case of a switch, or a member of a class: what stands
 * beneath its like in a block.
 *
 * @param pieces what it is written as
 * @param completes whether it can complete normally, as JLS 14.22 defines it
 */
record Statement(List<Piece> pieces, boolean completes) {
  /** A statement, of texts, operands and blocks, that can complete normally. */
  static Statement of(Object... pieces) {
    return new Statement(Arrays.stream(pieces).map(Piece::of).toList(), true);
  }

  Statement completing(boolean canComplete) {
    return new Statement(pieces, canComplete);
  }
}
