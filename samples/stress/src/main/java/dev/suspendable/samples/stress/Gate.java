package dev.suspendable.samples.stress;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** A gate where a coroutine waits until a thread opens it: an ordinary awaiter. */
class Gate implements Awaiter<String> {
  /** Volatile: a thread that sees the point has got it by safe publication. */
  volatile @Nullable SuspendPoint point;

  /** Resumes the coroutine, if it has arrived. */
  final String open() {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.resume());
  }

  /** Sends the coroutine the stopped signal, if it has arrived. */
  final String close() {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.setStopped());
  }

  /** Resumes the coroutine with an exception, if it has arrived. */
  final String fail(Throwable error) {
    SuspendPoint seen = come();
    return seen == null ? Race.NOT_YET : Race.run(seen.setError(error));
  }

  /**
   * Returns the point. This thread waits briefly for it, so that the two threads race more often.
   */
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
