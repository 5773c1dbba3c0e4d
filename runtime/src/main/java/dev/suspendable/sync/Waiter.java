package dev.suspendable.sync;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/**
 * An await that may have to wait in a {@link WaitQueue}, and its entry there.
 *
 * @param <T> type of the result of the await
 */
abstract class Waiter<T extends @Nullable Object> extends Entry
    implements StoppableAwaiter<T>, FrameAwaiter<T> {

  /*
   * Overview.
   *
   * Who resumes. Whoever takes the entry out of the queue, under the owner's lock, may resume the
   * coroutine, once. A coroutine that can be stopped has a checked suspend point, for which the
   * request to stop competes: claim(), also under the lock, says whether the resumption has won.
   * Only then does the entry get what it waits for. A request that has won takes the entry out of
   * the queue afterwards, if it is still there (awaitStopped). So nothing is lost.
   *
   * A coroutine whose chain has no context cannot be stopped, and the entry holds its bare frame:
   * nothing else resumes it, so claim() cannot fail. A handle of the coroutine first makes the
   * entry swap the frame for a point (exchange).
   *
   * Results are written after claim(), and the coroutine runs after the lock has been released. So
   * awaitResume() reads them without the lock.
   */

  private @Nullable SuspendPoint point;

  /** Returns the object whose lock guards the queue. */
  abstract Guarded owner();

  /**
   * Enters the queue, unless the operation can be completed now. Called without the lock.
   *
   * @return false if the operation has been completed
   */
  abstract boolean joinQueue();

  @Override
  @SuppressWarnings("NullAway") // set before it enters the queue
  final Continuation claim() {
    return point.resumeIfUnused();
  }

  @Override
  public final Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    return Chain.environmentOf(frame) == null
        ? suspend(frame)
        : StoppableAwaiter.super.awaitSuspendUnchecked(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint suspended) {
    return suspend(suspended);
  }

  private Continuation suspend(SuspendPoint suspended) {
    if (isInQueue()) {
      throw WaitQueue.twice();
    }
    point = suspended;
    return joinQueue() ? Continuation.NOOP : suspended.resume();
  }

  @Override
  public final boolean exchange(Frame frame, SuspendPoint other) {
    Guarded owner = owner();
    owner.enter();
    try {
      if (!isInQueue() || point != frame) {
        return false;
      }
      point = other;
      return true;
    } finally {
      owner.exit();
    }
  }

  /** The exception of a coroutine that has been resumed although it has got nothing. */
  static IllegalStateException resumedByHandle(Object waiter) {
    return new IllegalStateException(
        "The coroutine was resumed by its handle before what it awaits has completed: " + waiter);
  }
}
