package dev.suspendable.coroutine;

/** Ways to throw or report an exception. */
final class Throwing {
  private Throwing() {}

  /**
   * Throws any exception as if it were unchecked: coroutines surface checked exceptions unchanged.
   *
   * @return never; lets the caller write {@code throw}
   */
  static RuntimeException asUnchecked(Throwable t) {
    throw Throwing.<RuntimeException>erased(t);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X erased(Throwable t) throws X {
    throw (X) t;
  }

  /** Reports an exception that no caller is left to receive. */
  static void report(Throwable t) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
  }
}
