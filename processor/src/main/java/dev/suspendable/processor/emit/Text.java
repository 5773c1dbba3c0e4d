package dev.suspendable.processor.emit;

import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of generated code: text and types, which become names once the imports are known.
 *
 * <p>It replaces JavaPoet's {@code CodeBlock} for the bodies of methods, which are most of the
 * generated code. JavaPoet lays out each piece of a {@code CodeBlock} twice and with regular
 * expressions; that took longer than all other passes together.
 */
final class Text {
  private final List<Object> pieces;

  private Text(List<Object> pieces) {
    this.pieces = pieces;
  }

  /** See {@link Builder#add(String, Object...)}. */
  static Text of(String format, Object... arguments) {
    return builder().add(format, arguments).build();
  }

  static Builder builder() {
    return new Builder();
  }

  void appendTo(Sink sink) {
    for (Object piece : pieces) {
      if (piece instanceof TypeName type) {
        sink.type(type);
      } else {
        String text = (String) piece;
        sink.text(text, 0, text.length());
      }
    }
  }

  /** The text, with types as their full names. */
  @Override
  public String toString() {
    return pieces.stream().map(Object::toString).collect(Collectors.joining());
  }

  /** Receives text and types in turn. */
  interface Sink {
    void text(String text, int start, int end);

    void type(TypeName type);
  }

  /**
   * Writes a format with its arguments, in JavaPoet's notation.
   *
   * @param format text with {@code $L} for text of any kind, {@code $T} for a type, {@code $S} for
   *     a string literal
   */
  static void format(Sink sink, String format, Object... arguments) {
    int at = 0;
    for (Object argument : arguments) {
      int dollar = format.indexOf('$', at);
      sink.text(format, at, dollar);
      switch (format.charAt(dollar + 1)) {
        case 'L' -> literal(sink, argument);
        case 'T' ->
            sink.type(argument instanceof Class<?> type ? TypeName.get(type) : (TypeName) argument);
        case 'S' -> literal(sink, quoted((String) argument));
        default -> throw new IllegalArgumentException(format);
      }
      at = dollar + 2;
    }
    sink.text(format, at, format.length());
  }

  private static void literal(Sink sink, Object argument) {
    if (argument instanceof Text text) {
      text.appendTo(sink);
    } else {
      String text = argument.toString();
      sink.text(text, 0, text.length());
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Collects pieces. */
  static final class Builder implements Sink {
    private final List<Object> pieces = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    /** Adds the output of {@link Text#format}. */
    Builder add(String format, Object... arguments) {
      format(this, format, arguments);
      return this;
    }

    boolean isEmpty() {
      return pieces.isEmpty() && open.isEmpty();
    }

    @Override
    public void text(String text, int start, int end) {
      open.append(text, start, end);
    }

    @Override
    public void type(TypeName type) {
      close();
      pieces.add(type);
    }

    private void close() {
      if (!open.isEmpty()) {
        pieces.add(open.toString());
        open.setLength(0);
      }
    }

    Text build() {
      close();
      return new Text(List.copyOf(pieces));
    }
  }
}
