package dev.suspendable.samples.stress;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** Where a coroutine waits until somebody lets it through: an ordinary awaiter. */
class Gate implements Awaiter<String> {
  /** Volatile: whoever sees the point has been handed it in good order. */
  volatile @Nullable SuspendPoint point;

  /** Lets the coroutine through, if it has come. */
  final String open() {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.resume());
  }

  /** Sends the coroutine away, if it has come. */
  final String close() {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.setStopped());
  }

  /** The same with an exception. */
  final String fail(Throwable error) {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.setError(error));
  }

  /** The point, for which this thread waits a little: so the two threads meet more often. */
  private @Nullable SuspendPoint come() {
    for (int i = 0; i < Race.LOOKS && point == null; i++) {
      Thread.onSpinWait();
    }
    return point;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) throws Throwable {
    point = suspended;
    return Continuation.NOOP;
  }

  @Override
  public String awaitResume() {
    return "value";
  }
}
