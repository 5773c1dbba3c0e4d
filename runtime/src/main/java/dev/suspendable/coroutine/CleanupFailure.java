package dev.suspendable.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of cleanups while the stopped signal unwinds a frame. The frame holds this object
 * instead of the awaiter; this object holds the awaiter and gets the result from it. So a frame has
 * no field for this rare case, and no test.
 */
final class CleanupFailure implements Awaiter<Object> {
  final Throwable failure;
  @Nullable Awaiter<?> awaiter;

  CleanupFailure(Throwable failure, @Nullable Awaiter<?> awaiter) {
    this.failure = failure;
    this.awaiter = awaiter;
  }

  void add(Throwable another) {
    if (another != failure) {
      failure.addSuppressed(another);
    }
  }

  @Override
  public boolean awaitReady() {
    throw new UnsupportedOperationException("Not an awaiter");
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    throw new UnsupportedOperationException("Not an awaiter");
  }

  @Override
  @SuppressWarnings("NullAway") // null only where the await may yield null
  public @Nullable Object awaitResume() throws Throwable {
    return Objects.requireNonNull(awaiter, "awaits nothing").awaitResume();
  }
}
