package dev.suspendable;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.SuspendPoint;

/**
 * Resumes a coroutine when its turn has come. It may have been stopped before; then there is
 * nothing to do.
 */
final class Resuming extends CustomContinuation {
  private final SuspendPoint point;

  Resuming(SuspendPoint point) {
    this.point = point;
  }

  @Override
  protected Continuation perform() {
    return point.resumeIfUnused();
  }

  @Override
  public String toString() {
    return "resumption of " + point;
  }
}
