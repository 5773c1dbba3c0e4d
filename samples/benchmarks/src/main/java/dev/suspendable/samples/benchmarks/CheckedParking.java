package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.CompilerControl;

/** As {@link Parking}, as an ordinary awaiter, which gets suspend points that check. */
final class CheckedParking implements Awaiter<@Nullable Void> {
  private @Nullable SuspendPoint parked;

  /** The awaitable of {@code await(park())}. */
  CheckedParking park() {
    return this;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    parked = point;
    return Continuation.NOOP;
  }

  @Override
  public @Nullable Void awaitResume() {
    return null;
  }

  /** Starts the task and resumes whatever parks until nothing does. */
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  <T> T drive(Task<T> task) {
    CompletableFuture<T> result = task.toCompletableFuture();
    for (SuspendPoint point = parked; point != null; point = parked) {
      parked = null;
      point.resume().run();
    }
    return result.join();
  }
}
