package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/**
 * Writes lines of code, indented by blocks. The formats are those of {@link Text#format}.
 *
 * <p>A line break within the user's text also breaks the line here, and the text after it is
 * indented.
 */
final class Lines implements Text.Sink {
  private static final String INDENT = "  ";

  private final Markers markers;
  private final Markers.Body body;
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean atLineStart = true;

  Lines(Markers markers) {
    this.markers = markers;
    this.body = markers.body();
  }

  /** Writes a line. */
  void line(String format, Object... arguments) {
    Text.format(this, format, arguments);
    endLine();
  }

  /** Writes a line that opens a block. */
  void open(String format, Object... arguments) {
    line(format, arguments);
    depth++;
  }

  /** Writes a line that closes a block. */
  void close(String format, Object... arguments) {
    depth--;
    line(format, arguments);
  }

  /** Writes a line that closes a block and opens the next. */
  void reopen(String format, Object... arguments) {
    depth--;
    line(format, arguments);
    depth++;
  }

  /** Ends a block that has no closing line. */
  void outdent() {
    depth--;
  }

  @Override
  public void text(String text, int start, int end) {
    int from = start;
    for (int at = start; at < end; at++) {
      char character = text.charAt(at);
      if (character == '\n' || character == '\r') {
        append(text, from, at);
        endLine();
        if (character == '\r' && at + 1 < end && text.charAt(at + 1) == '\n') {
          at++;
        }
        from = at + 1;
      }
    }
    append(text, from, end);
  }

  @Override
  public void type(TypeName type) {
    String mark = body.type(type);
    append(mark, 0, mark.length());
  }

  private void append(String text, int start, int end) {
    if (start < end) {
      if (atLineStart) {
        out.append(INDENT.repeat(depth));
        atLineStart = false;
      }
      out.append(text, start, end);
    }
  }

  private void endLine() {
    out.append('\n');
    atLineStart = true;
  }

  /** The code that JavaPoet puts in the place of the lines. */
  CodeBlock toCode() {
    return markers.place(body, out.toString());
  }
}
