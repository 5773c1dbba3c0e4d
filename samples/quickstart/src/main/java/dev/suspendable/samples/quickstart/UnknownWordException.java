package dev.suspendable.samples.quickstart;

/** The dictionary does not have a word. */
final class UnknownWordException extends Exception {
  private static final long serialVersionUID = 1;

  UnknownWordException(String word) {
    super(word);
  }
}
