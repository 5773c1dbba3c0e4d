package dev.suspendable.processor.emit;

import com.palantir.javapoet.CodeBlock;

/** Writes lines of code, indented by blocks. */
final class Lines {
  private final CodeBlock.Builder out = CodeBlock.builder();

  /** A line. */
  void line(String format, Object... arguments) {
    out.add(format + "\n", arguments);
  }

  /** A line that opens a block. */
  void open(String format, Object... arguments) {
    out.add(format + "\n$>", arguments);
  }

  /** A line that closes a block. */
  void close(String format, Object... arguments) {
    out.add("$<" + format + "\n", arguments);
  }

  /** A line that closes a block and opens the next. */
  void reopen(String format, Object... arguments) {
    out.add("$<" + format + "\n$>", arguments);
  }

  /** The end of a block that has no line of its own. */
  void outdent() {
    out.add("$<");
  }

  CodeBlock toCode() {
    return out.build();
  }
}
