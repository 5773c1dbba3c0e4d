package dev.suspendable.processor.source;

import java.util.Map;
import java.util.TreeMap;

/** A text that is made of copied parts of another one and of printed parts, and knows which. */
final class RenderedText {
  private final String original;
  private final StringBuilder text = new StringBuilder();

  /** For an offset in the text, the position in the original that it comes from, from there on. */
  private final TreeMap<Integer, Origin> origins = new TreeMap<>();

  /** The end of the copied part of the original, while it is being copied. */
  private int copied;

  /**
   * The origin of text.
   *
   * @param isCopy whether the text is at that position, or is printed for a tree that claims that
   *     position
   */
  private record Origin(int offset, boolean isCopy) {}

  RenderedText(String original) {
    this.original = original;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  int length() {
    return text.length();
  }

  /** The position in the original that the text at an offset comes from. */
  int original(int offset) {
    Map.Entry<Integer, Origin> entry = origins.floorEntry(offset);
    if (entry == null) {
      return 0;
    }
    Origin origin = entry.getValue();
    return origin.isCopy ? origin.offset + offset - entry.getKey() : origin.offset;
  }

  // Copies.

  /** The next copy starts at an offset of the original. */
  void copyFrom(int start) {
    copied = start;
  }

  /** Copies the original up to an offset. Returns the position of that offset in the text. */
  int copyTo(int end) {
    if (end < copied) {
      return rendered(end);
    }
    if (end > copied) {
      origins.put(text.length(), new Origin(copied, true));
      text.append(original, copied, end);
      copied = end;
    }
    return text.length();
  }

  /** The position in the text of an offset that has been copied. */
  private int rendered(int offset) {
    for (Map.Entry<Integer, Origin> entry : origins.descendingMap().entrySet()) {
      if (entry.getValue().isCopy && entry.getValue().offset <= offset) {
        return entry.getKey() + offset - entry.getValue().offset;
      }
    }
    return 0;
  }

  // Generated code.

  /** Maps the text that is printed next to an offset of the original. */
  void printFor(int offset) {
    origins.put(text.length(), new Origin(Math.max(0, offset), false));
  }

  void print(Object part) {
    text.append(part);
  }
}
