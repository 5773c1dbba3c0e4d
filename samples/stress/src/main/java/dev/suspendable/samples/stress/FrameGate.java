package dev.suspendable.samples.stress;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import org.jspecify.annotations.Nullable;

/**
 * A gate where a coroutine waits for a single thread, which resumes it once. A trusted awaiter,
 * which keeps the promises of {@link FrameAwaiter}: the field is volatile.
 */
final class FrameGate implements FrameAwaiter<String> {
  volatile @Nullable Frame frame;

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame suspended) {
    frame = suspended;
    return Continuation.NOOP;
  }

  @Override
  public String awaitResume() {
    return "value";
  }
}
