package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** An awaiter that suspends until the test decides how to continue. */
final class Gate<T> implements Awaiter<T> {
  private volatile @Nullable SuspendPoint point;

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    point = suspended;
    return Continuation.NOOP;
  }

  @Override
  public T awaitResume() {
    throw new AssertionError("resumed without a value");
  }

  boolean isAwaited() {
    return point != null;
  }

  void complete(T value) {
    point().setValue(value).run();
  }

  void fail(Throwable error) {
    point().setError(error).run();
  }

  void stopped() {
    point().setStopped().run();
  }

  private SuspendPoint point() {
    SuspendPoint suspended = point;
    if (suspended == null) {
      throw new AssertionError("not awaited");
    }
    return suspended;
  }
}
