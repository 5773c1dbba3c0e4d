package dev.suspendable;

import dev.suspendable.coroutine.Promise;
import org.jspecify.annotations.Nullable;

/** {@code return null} in a coroutine. */
final class NullReturn {
  private NullReturn() {}

  /** Returns the object, if it is not null. */
  static <T> T check(Promise coroutine, @Nullable T object, String expected) {
    if (object == null) {
      throw new NullPointerException(coroutine.handle() + " returned null instead of " + expected);
    }
    return object;
  }
}
