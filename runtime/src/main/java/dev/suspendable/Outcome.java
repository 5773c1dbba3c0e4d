package dev.suspendable;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How coroutines of this package store what they completed with in one reference: a value as it is,
 * an exception as a {@link Failure}, the done signal as {@link #DONE}.
 */
final class Outcome {
  /** Completed by the done signal. */
  static final Object DONE = new Object();

  private Outcome() {}

  /** Completed by an exception. */
  record Failure(Throwable error) {}

  /** The outcome of the done signal, which may have come upon a cleanup that failed. */
  static Object done(@Nullable Throwable cleanupFailure) {
    return cleanupFailure == null ? DONE : new Failure(cleanupFailure);
  }

  /**
   * The value, or the exception thrown. The done signal, for those who cannot pass it on, becomes a
   * {@link CancellationException}.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <T extends @Nullable Object> T get(@Nullable Object outcome) throws Throwable {
    if (outcome instanceof Failure failure) {
      throw failure.error();
    }
    if (outcome == DONE) {
      throw new CancellationException("The coroutine ended by the done signal");
    }
    return (T) outcome;
  }

  /** Completes a future with the outcome; the done signal cancels it. */
  @SuppressWarnings({"unchecked", "NullAway"})
  static <T extends @Nullable Object> void complete(
      CompletableFuture<T> future, @Nullable Object outcome) {
    if (outcome instanceof Failure failure) {
      future.completeExceptionally(failure.error());
    } else if (outcome == DONE) {
      future.cancel(false);
    } else {
      future.complete((T) outcome);
    }
  }
}
