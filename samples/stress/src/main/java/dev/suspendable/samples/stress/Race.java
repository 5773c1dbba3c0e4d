package dev.suspendable.samples.stress;

import dev.suspendable.coroutine.Continuation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Describes the outcome of a race, for the tests. */
final class Race {
  /** The continuation ran. */
  static final String WON = "won";

  /** The runtime rejected it with the documented exception. */
  static final String REFUSED = "refused";

  /** There was nothing to resume yet. */
  static final String NOT_YET = "not yet";

  /** How often a thread checks whether the other has arrived; even so, sometimes it has not. */
  static final int LOOKS = 50;

  private static final Thread.UncaughtExceptionHandler KEEPING_ACCOUNT =
      (thread, t) -> {
        if (!(t instanceof Failure failure)) {
          throw new AssertionError("reported, but not expected", t);
        }
        failure.reported++;
      };

  private Race() {}

  /**
   * Runs a continuation of a suspend point. An exception with any message other than that the point
   * is used propagates, and is an error of the test.
   */
  static String run(Continuation continuation) {
    try {
      continuation.run();
      return WON;
    } catch (IllegalStateException e) {
      return refused(e, "was already resumed from this suspend point");
    }
  }

  /** Checks that an exception is the documented one. */
  static String refused(IllegalStateException e, String because) {
    if (!String.valueOf(e.getMessage()).contains(because)) {
      throw e;
    }
    return REFUSED;
  }

  /** Gives the other thread time to interleave. */
  static void linger() {
    for (int i = 0; i < 4; i++) {
      Thread.onSpinWait();
    }
  }

  /**
   * From now on a {@link Failure} that reaches this thread's uncaught exception handler counts it.
   */
  static void keepAccountOfReports() {
    Thread.currentThread().setUncaughtExceptionHandler(KEEPING_ACCOUNT);
  }

  /** Returns the outcome of a future. */
  static String end(@Nullable CompletableFuture<?> future) {
    if (future == null || !future.isDone()) {
      return "pending";
    }
    if (future.isCancelled()) {
      return "cancelled";
    }
    try {
      return String.valueOf(future.join());
    } catch (CompletionException e) {
      return name(e.getCause());
    }
  }

  private static String name(@Nullable Throwable t) {
    if (t instanceof IllegalStateException e) {
      return refused(e, "a task can be awaited once");
    }
    if (!(t instanceof Failure)) {
      throw new AssertionError("an exception that no test has made", t);
    }
    StringBuilder name = new StringBuilder(String.valueOf(t.getMessage()));
    for (Throwable suppressed : t.getSuppressed()) {
      name.append(" with ").append(name(suppressed));
    }
    return name.toString();
  }
}
