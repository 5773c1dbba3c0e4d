package dev.suspendable.samples.chat.observe;

import dev.suspendable.samples.chat.wire.Request;

/** How a dump shows the variables of coroutines: without passwords and texts. */
public final class Shown {
  private Shown() {}

  /** Returns the text for a value. */
  public static String of(Object value) {
    if (value instanceof CharSequence text) {
      return text.length() + " characters";
    } else if (value instanceof Number || value instanceof Boolean || value instanceof Enum) {
      return value.toString();
    } else if (value instanceof Request request) {
      return request.getClass().getSimpleName() + " " + request.id();
    } else {
      return value.getClass().getSimpleName();
    }
  }
}
