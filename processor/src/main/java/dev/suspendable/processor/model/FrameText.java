package dev.suspendable.processor.model;

import java.util.Arrays;
import java.util.List;

/**
 * The source of a frame class, and the user's code behind it. Debuggers and stack traces show the
 * user's lines instead of the generated ones.
 *
 * @param source a compilation unit
 * @param userLines {@code userLines[i]} is the user's line for line {@code i + 1} of the source, 0
 *     where the line has no user code. It is negative where the code continues a line that was
 *     begun elsewhere: a breakpoint on that line must not stop there
 * @param names verbatim names, and the symbol that each must resolve to
 */
public record FrameText(String source, int[] userLines, List<ExpectedName> names) {
  /**
   * A verbatim name from the user's code.
   *
   * @param offset its position in the source: the start of the identifier
   * @param symbol the symbol that it resolved to in the user's tree, as {@code SymbolName} spells
   *     it
   */
  public record ExpectedName(int offset, String symbol) {}

  /** A line of the source. */
  public String line(int line) {
    return source.lines().toList().get(line - 1);
  }

  /** Whether the source has a line of this number. */
  public boolean hasLine(int line) {
    return line > 0 && line <= userLines.length;
  }

  /** The user's line behind a line, as {@link #userLines} defines it. */
  public int userLine(int line) {
    return line <= userLines.length ? userLines[line - 1] : 0;
  }

  /** The line of a position. */
  public int lineOf(int offset) {
    return 1 + (int) source.chars().limit(offset).filter(character -> character == '\n').count();
  }

  /** Whether it has code of a line of the user's. */
  public boolean hasCodeOf(int userLine) {
    return Arrays.stream(userLines).anyMatch(each -> Math.abs(each) == userLine);
  }
}
