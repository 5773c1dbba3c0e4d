package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Suspends, and leaves resumption to the holder of the coroutine. C++20's {@code suspend_always}.
 *
 * <p>As the initial suspend it makes a coroutine lazy; as the final suspend it keeps the finished
 * coroutine until its handle is destroyed.
 */
public final class SuspendAlways implements FrameAwaiter<@Nullable Void> {

  /** The one instance. */
  public static final SuspendAlways INSTANCE = new SuspendAlways();

  private SuspendAlways() {}

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    return Continuation.NOOP;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    return Continuation.NOOP;
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
