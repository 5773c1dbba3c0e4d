package dev.suspendable.test;

/** Positions as text. */
final class Text {
  private Text() {}

  /** Returns text such as {@code Pages.page (Pages.java:12)}. */
  static String of(StackTraceElement position) {
    String type = position.getClassName();
    return type.substring(type.lastIndexOf('.') + 1)
        + "."
        + position.getMethodName()
        + " ("
        + position.getFileName()
        + (position.getLineNumber() < 0 ? "" : ":" + position.getLineNumber())
        + ")";
  }
}
