package dev.suspendable.samples.scenarios.testkit;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;

/** An operation that completes at once, so that an await of it is a choice of the next step. */
enum Mark implements Awaiter<Void> {
  INSTANCE;

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    return point.resume();
  }

  @Override
  public Void awaitResume() {
    return null;
  }
}
