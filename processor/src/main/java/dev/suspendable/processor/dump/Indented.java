package dev.suspendable.processor.dump;

/** Lines of text, inner ones further to the right. */
final class Indented {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  void line(String line) {
    text.append("  ".repeat(depth)).append(line.stripTrailing()).append('\n');
  }

  /** Puts lines further to the right. */
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
