package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * An ordinary awaiter that suspends, keeps the suspend point, and answers as the test specifies.
 */
final class Gate implements Awaiter<@Nullable Object> {
  @Nullable Object value = "value";
  @Nullable Throwable failure;
  @Nullable SuspendPoint point;
  Action onSuspend = p -> Continuation.NOOP;

  /** The action of awaitSuspend. */
  interface Action {
    @Nullable Continuation suspended(SuspendPoint point) throws Throwable;
  }

  static Gate onSuspend(Action action) {
    Gate gate = new Gate();
    gate.onSuspend = action;
    return gate;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  @SuppressWarnings("NullAway")
  public Continuation awaitSuspend(SuspendPoint suspended) throws Throwable {
    point = suspended;
    return onSuspend.suspended(suspended);
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Object awaitResume() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @SuppressWarnings("NullAway")
  SuspendPoint point() {
    return point;
  }
}
