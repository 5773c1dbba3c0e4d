package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * Where coroutines of ours wait, one at a time, until the driver on the same thread resumes them.
 */
final class Parking implements FrameAwaiter<@Nullable Void> {
  private @Nullable Frame parked;

  /** The awaitable of {@code await(park())}. */
  Parking park() {
    return this;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    parked = frame;
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
    for (Frame frame = parked; frame != null; frame = parked) {
      parked = null;
      frame.run();
    }
    return result.join();
  }
}
