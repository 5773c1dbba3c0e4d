package dev.suspendable.internal;

/** Ways to pass an exception on where Java has none. */
public final class Throwing {
  private Throwing() {}

  /**
   * Throws any exception as if it were unchecked: coroutines surface checked exceptions unchanged.
   *
   * @param t the exception
   * @return never; lets the caller write {@code throw}
   */
  public static RuntimeException asUnchecked(Throwable t) {
    throw Throwing.<RuntimeException>as(t);
  }

  /**
   * Throws any exception as if it were of a certain type.
   *
   * @param t the exception
   * @param <X> the type that the caller declares
   * @return never; lets the caller write {@code throw}
   * @throws X the exception
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <X extends Throwable> X as(Throwable t) throws X {
    throw (X) t;
  }

  /**
   * Reports an exception that no caller is left to receive: to the uncaught exception handler of
   * this thread. Exceptions of the handler are ignored, as by the JVM: the caller has other work to
   * do, which must not be lost.
   *
   * @param t the exception
   */
  public static void report(Throwable t) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    } catch (Throwable ofTheHandler) {
      // See above.
    }
  }
}
