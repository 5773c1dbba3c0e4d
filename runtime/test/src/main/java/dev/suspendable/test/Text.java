package dev.suspendable.test;

import java.util.regex.Pattern;

/** Positions as text. */
final class Text {
  private static final Pattern PACKAGES =
      Pattern.compile("\\b(?:[a-z_][a-zA-Z0-9_]*\\.)+(?=[A-Z])");
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*");

  private Text() {}

  /** Leaves out the names of packages, and the names that the JVM gives to lambdas. */
  static String shortened(String text) {
    return LAMBDA.matcher(PACKAGES.matcher(text).replaceAll("")).replaceAll("");
  }

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
