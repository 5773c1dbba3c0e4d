package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.Map;

/** The table that gives a suspended coroutine's line, see {@code Frame.location}. */
final class LineTable {
  /** A class file constant has at most 65,535 bytes, which thousands of suspensions exceed. */
  private static final int MOST = 60_000;

  private LineTable() {}

  /**
   * An expression for the table.
   *
   * @param first the coroutine's own line
   * @param lines lines by state
   */
  static CodeBlock of(int first, Map<Integer, Integer> lines) {
    CodeBlock.Builder table = CodeBlock.builder();
    StringBuilder part = new StringBuilder().append(first);
    String format = "$S";
    for (Map.Entry<Integer, Integer> line : lines.entrySet()) {
      if (part.length() > MOST) {
        table.add(format, part.toString());
        format = ".concat($S)";
        part.setLength(0);
      }
      part.append(' ').append(line.getKey()).append(':').append(line.getValue());
    }
    return table.add(format, part.toString()).build();
  }
}
