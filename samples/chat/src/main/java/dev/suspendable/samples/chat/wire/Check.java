package dev.suspendable.samples.chat.wire;

import java.util.regex.Pattern;

/** Checks the contents of the fields of requests. */
final class Check {
  /** The most messages of one answer. */
  static final int HISTORY = 100;

  /** The most characters of a message, so that any answer fits into a frame. */
  private static final int TEXT = 2000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private Check() {}

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void name(String field, String value) {
    that(
        value != null && NAME.matcher(value).matches(),
        field + " is not 1 to 32 of the characters A-Z a-z 0-9 . _ -");
  }

  static void key(String value) {
    that(
        value != null && KEY.matcher(value).matches(),
        "key is not 1 to 64 of the characters A-Z a-z 0-9 -");
  }

  static void password(String value) {
    size("password", value, 1, 200);
  }

  static void text(String value) {
    size("text", value, 1, TEXT);
    that(
        value.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t'),
        "text has control characters");
    that(
        value.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), "text has half a character");
  }

  static void size(String field, String value, int least, int most) {
    that(
        value != null && value.length() >= least && value.length() <= most,
        field + " has not " + least + " to " + most + " characters");
  }
}
