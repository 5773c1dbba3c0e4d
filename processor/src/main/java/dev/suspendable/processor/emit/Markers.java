package dev.suspendable.processor.emit;

import dev.suspendable.processor.model.FrameSource.ExpectedName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in emitted text that say where a line comes from and what a name must resolve to. They are
 * taken out again once JavaPoet has laid the text out, which leaves their positions.
 */
final class Markers {
  // Private-use characters: not found in source that people write.
  private static final char OPEN = '\uE0A0';
  private static final char CLOSE = '\uE0A1';
  private static final Pattern MARK = Pattern.compile(OPEN + "([LN])(\\d+)" + CLOSE);

  private final List<String> symbols = new ArrayList<>();

  String line(int line) {
    return OPEN + "L" + line + CLOSE;
  }

  String name(String symbol) {
    symbols.add(symbol);
    return OPEN + "N" + (symbols.size() - 1) + CLOSE;
  }

  /**
   * Text without marks.
   *
   * @param lines the user's line for each line of {@code text}
   * @param names expected names at their offsets
   */
  record Stripped(String text, int[] lines, List<ExpectedName> names) {}

  /**
   * Takes the marks out.
   *
   * @param defaultLine the user's line for code in front of the first mark
   */
  Stripped strip(String marked, int defaultLine) {
    StringBuilder text = new StringBuilder(marked.length());
    List<Integer> lines = new ArrayList<>();
    List<ExpectedName> names = new ArrayList<>();
    int current = defaultLine;
    int from = 0;
    while (from < marked.length()) {
      int newline = marked.indexOf('\n', from);
      int end = newline < 0 ? marked.length() : newline + 1;
      current = line(marked.substring(from, end), current, text, names);
      lines.add(current);
      from = end;
    }
    return new Stripped(
        text.toString(), lines.stream().mapToInt(Integer::intValue).toArray(), names);
  }

  /** Appends a line without its marks; returns the user's line, that of its first mark. */
  private int line(String marked, int before, StringBuilder text, List<ExpectedName> names) {
    int result = before;
    boolean found = false;
    int at = 0;
    Matcher matcher = MARK.matcher(marked);
    while (matcher.find()) {
      text.append(marked, at, matcher.start());
      at = matcher.end();
      int number = Integer.parseInt(matcher.group(2));
      if (matcher.group(1).equals("N")) {
        names.add(new ExpectedName(text.length(), symbols.get(number)));
      } else if (!found) {
        result = number;
        found = true;
      }
    }
    text.append(marked, at, marked.length());
    return result;
  }
}
