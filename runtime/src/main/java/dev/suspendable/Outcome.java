package dev.suspendable;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a coroutine of this package, stored in one reference: a value as itself, an
 * exception as a {@link Failure}, the stopped signal as {@link #STOPPED}.
 */
final class Outcome {
  /** Completed by the stopped signal. */
  static final Object STOPPED = new Object();

  private Outcome() {}

  /** Completed by an exception. */
  record Failure(Throwable error) {}

  /** Returns the outcome of the stopped signal, in whose course a cleanup may have failed. */
  static Object stopped(@Nullable Throwable cleanupFailure) {
    return cleanupFailure == null ? STOPPED : new Failure(cleanupFailure);
  }

  /**
   * Returns the value, or throws the exception. The stopped signal becomes a {@link
   * CancellationException}, for callers that cannot pass it on.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <T extends @Nullable Object> T get(@Nullable Object outcome) throws Throwable {
    if (outcome instanceof Failure failure) {
      throw failure.error();
    }
    if (outcome == STOPPED) {
      throw new CancellationException("The coroutine ended by the stopped signal");
    }
    return (T) outcome;
  }

  /** Completes a future with the outcome; the stopped signal cancels it. */
  @SuppressWarnings({"unchecked", "NullAway"})
  static <T extends @Nullable Object> void complete(
      CompletableFuture<T> future, @Nullable Object outcome) {
    if (outcome instanceof Failure failure) {
      future.completeExceptionally(failure.error());
    } else if (outcome == STOPPED) {
      future.cancel(false);
    } else {
      future.complete((T) outcome);
    }
  }
}
