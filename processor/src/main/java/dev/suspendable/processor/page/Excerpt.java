package dev.suspendable.processor.page;

import java.util.List;

/**
 * Lines of the user's file.
 *
 * @param first the number of the first line
 * @param lines without the indentation that all have
 */
public record Excerpt(int first, List<String> lines) {
  /** The source is not known. */
  public static final Excerpt NONE = new Excerpt(1, List.of());

  public Excerpt {
    lines = List.copyOf(lines);
  }

  /** The whole lines around a part of a text. */
  public static Excerpt of(String text, int start, int end) {
    List<String> all = text.lines().toList();
    int first = lineOf(text, start);
    List<String> lines = all.subList(first, Math.min(lineOf(text, end - 1) + 1, all.size()));
    int indent =
        lines.stream().filter(line -> !line.isBlank()).mapToInt(Excerpt::indent).min().orElse(0);
    return new Excerpt(
        first + 1,
        lines.stream().map(line -> line.substring(Math.min(indent, indent(line)))).toList());
  }

  /** The index of the line that contains an offset, as {@link String#lines} counts. */
  private static int lineOf(String text, int offset) {
    int line = 0;
    for (int i = 0; i < offset; i++) {
      char character = text.charAt(i);
      if (character == '\n' || (character == '\r' && text.charAt(i + 1) != '\n')) {
        line++;
      }
    }
    return line;
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
      indent++;
    }
    return indent;
  }
}
