package dev.suspendable.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A checked reference to a coroutine, for driving it from outside: C++20's {@code
 * coroutine_handle}.
 *
 * <p>A use of a handle that does not fit the coroutine's status throws an {@link
 * IllegalStateException} that names the coroutine and its position. So does any use of a handle
 * whose frame has been destroyed and recycled for another coroutine.
 *
 * <p>Resuming a coroutine that waits for an operation ends the wait. The operation continues
 * independently and its outcome is dropped; its exception goes to the uncaught exception handler of
 * the thread on which it ends. With {@link #resume} the await then yields the current state of the
 * operation; for a task that has not completed this is an {@code IllegalStateException} at the
 * await. The operation may be running at that moment, or be about to resume the coroutine on
 * another thread. Then only one of the two resumptions succeeds. If that is the one by the
 * operation, the use of the handle throws.
 *
 * <p>Handles are values. Apart from the above they are not synchronised: if several threads use
 * handles of one coroutine, or of a coroutine that suspends until its handle is used, the program
 * has to order these uses.
 */
public final class CoroutineHandle {
  private final Promise promise;
  private final int epoch;

  CoroutineHandle(Promise promise, int epoch) {
    this.promise = promise;
    this.epoch = epoch;
  }

  /**
   * Resumes the coroutine on this thread, and returns when it, and every coroutine that it
   * transfers to, has suspended. An exception that the promise rethrows leaves this method
   * unchanged.
   *
   * @throws IllegalStateException if the coroutine is running, or has finished, or cannot be taken
   *     from the operation that it waits for, or the handle is stale
   */
  public void resume() {
    live().outside().resume().run();
  }

  /**
   * Resumes the coroutine on this thread with the stopped signal, see {@link
   * SuspendPoint#setStopped}.
   *
   * @throws IllegalStateException as for {@link #resume}
   */
  public void setStopped() {
    live().outside().setStopped().run();
  }

  /**
   * The former name of {@link #setStopped}.
   *
   * @deprecated removed before 1.0
   */
  @Deprecated
  public void setDone() {
    setStopped();
  }

  /**
   * The former name of {@link #isDone}.
   *
   * @return as {@code isDone}
   * @deprecated removed before 1.0
   */
  @Deprecated
  public boolean done() {
    return isDone();
  }

  /**
   * Returns the suspend point at which the coroutine is suspended, for choosing a continuation
   * without running it. It is valid for one resumption, and never resumes a suspension other than
   * this one.
   *
   * @return the suspend point
   * @throws IllegalStateException as for {@link #resume}
   */
  public SuspendPoint suspendPoint() {
    return live().keptOutside();
  }

  /**
   * Whether the body has ended, with any outcome.
   *
   * @return true at the final suspend point
   * @throws IllegalStateException if the handle is stale
   */
  public boolean isDone() {
    return live().finished();
  }

  /**
   * Destroys the coroutine, which has to be at its initial or final suspend point. At any other
   * point there are scopes to leave, see {@link #setStopped}. Only pooled frames need this.
   *
   * @throws IllegalStateException if the coroutine is running, suspended in its body or destroyed
   *     already, or the handle is stale
   */
  public void destroy() {
    live().destroy();
  }

  /**
   * Returns the coroutine's promise.
   *
   * @return the promise
   * @throws IllegalStateException if the handle is stale
   */
  public Promise promise() {
    return live();
  }

  /**
   * Returns the source position where the coroutine is suspended, or where it was last resumed if
   * it is running.
   *
   * @return the position
   * @throws IllegalStateException if the handle is stale
   */
  public StackTraceElement location() {
    return live().$location();
  }

  private Promise live() {
    if (promise.epoch() != epoch) {
      throw new IllegalStateException(
          "Stale handle: its coroutine was destroyed, and the frame is now, or is to be, that of"
              + " another call of "
              + promise.describe());
    }
    return promise;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CoroutineHandle that && promise == that.promise && epoch == that.epoch;
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(promise), epoch);
  }

  @Override
  public String toString() {
    return promise.epoch() == epoch ? promise.describe() : "stale handle";
  }
}
