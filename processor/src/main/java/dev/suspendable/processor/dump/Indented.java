package dev.suspendable.processor.dump;

/** Lines of text with indentation. */
final class Indented {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  void line(String line) {
    text.append("  ".repeat(depth)).append(line.stripTrailing()).append('\n');
  }

  /** Indents the lines that {@code lines} adds. */
  void inside(Runnable lines) {
    depth++;
    lines.run();
    depth--;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
