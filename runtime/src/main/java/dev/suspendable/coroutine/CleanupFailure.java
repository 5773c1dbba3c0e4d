package dev.suspendable.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What cleanups threw while the stopped signal unwound a frame. It stands in the frame in the place
 * of the awaiter, which it holds for the frame and asks for the result: so a frame has no field for
 * this rare case, and no test.
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
