package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Never suspends. C++20's {@code suspend_never}.
 *
 * <p>As the initial suspend it makes a coroutine eager; as the final suspend it destroys the
 * coroutine as soon as it has finished.
 */
public final class SuspendNever implements FrameAwaiter<@Nullable Void> {

  /** The one instance. */
  public static final SuspendNever INSTANCE = new SuspendNever();

  private SuspendNever() {}

  @Override
  public boolean awaitReady() {
    return true;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    return frame;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    return point.resume();
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
