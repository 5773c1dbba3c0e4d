package dev.suspendable.processor.verbatim;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Piece;
import dev.suspendable.processor.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Copies verbatim text. It marks the origin of each line, and removes the user's indentation from
 * later lines so that the emitter's indentation can replace it.
 */
public final class TextCarrier {
  /** Text that cannot throw an exception. */
  private static final Pattern ONLY_CLOSES = Pattern.compile("[\\s);,}\\]]*");

  private final Source source;
  private final String indentation;
  private final List<Piece> pieces = new ArrayList<>();

  /** Creates a carrier for the text between two offsets. */
  TextCarrier(Source source, int start, int end) {
    this.source = source;
    this.indentation = commonIndentation(source, start, end);
    pieces.add(new Code.Line(source.line(start)));
  }

  /**
   * The blanks that the first line starts with, if all later lines start with them too; otherwise
   * empty. Removing the same prefix from every line does not change the content of a text block.
   */
  private static String commonIndentation(Source source, int start, int end) {
    String indentation = source.indentation(start);
    String[] lines = source.text().substring(start, end).split("\r\n|\r|\n", -1);
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i].startsWith(indentation)) {
        return "";
      }
    }
    return indentation;
  }

  /** Appends the characters between two offsets. */
  void text(int start, int end) {
    String text = source.text();
    int at = start;
    while (at < end) {
      int lineEnd = Math.min(end, source.words().endOfLine(at));
      if (lineEnd > at) {
        pieces.add(new Code.Text(text.substring(at, lineEnd)));
      }
      if (lineEnd == end) {
        return;
      }
      boolean crlf =
          text.charAt(lineEnd) == '\r' && lineEnd + 1 < end && text.charAt(lineEnd + 1) == '\n';
      at = lineEnd + (crlf ? 2 : 1);
      pieces.add(new Code.Text("\n"));
      int blanks = 0;
      while (blanks < indentation.length()
          && at + blanks < end
          && text.charAt(at + blanks) == indentation.charAt(blanks)) {
        blanks++;
      }
      at += blanks;
      pieces.add(new Code.Line(source.line(at)));
    }
  }

  /**
   * Appends code that replaces the text between two offsets.
   *
   * @param until the offset up to which the text continues after it
   */
  void code(Code code, int start, int end, int until) {
    pieces.addAll(code.pieces());
    String text = source.text();
    int lineEnd = Math.min(until, source.words().endOfLine(end));
    if (!ONLY_CLOSES.matcher(text.substring(end, lineEnd)).matches()) {
      pieces.addAll(onward(source, start, end).pieces());
    }
  }

  /** A line break, if two positions are on different lines of the user's file. */
  public static Code onward(Source source, int from, int to) {
    int line = source.line(to);
    return source.line(from) == line ? Code.EMPTY : Code.of("\n    ", new Code.Line(line));
  }

  Code toCode() {
    return new Code(pieces);
  }
}
