package dev.suspendable.samples.scenarios;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;

/** An operation of other code, which does not react to a stop; a test completes it by hand. */
final class Foreign implements Awaiter<String> {
  private final String result;
  private SuspendPoint point;

  Foreign(String result) {
    this.result = result;
  }

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
  public String awaitResume() {
    return result;
  }

  boolean isAwaited() {
    return point != null;
  }

  void complete() {
    point.resume().run();
  }

  @Override
  public String toString() {
    return result;
  }
}
