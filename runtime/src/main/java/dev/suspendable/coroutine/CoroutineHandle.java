package dev.suspendable.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A checked reference to a coroutine, for driving it from outside: C++20's {@code
 * coroutine_handle}.
 *
 * <p>All uses of a handle that do not fit the coroutine's status are an {@link
 * IllegalStateException} that names the coroutine and where it is, and so are all uses of one whose
 * frame has been destroyed and recycled for another coroutine.
 *
 * <p>Resuming a coroutine that waits for something takes it away from there: what it waited for
 * goes on by itself, its outcome is dropped, and an exception goes to the uncaught exception
 * handler of the thread on which it ends. {@link #resume} then yields what there is so far; from a
 * task that has not completed that is an {@code IllegalStateException} at the await. If what it
 * waits for is just then about to resume it on another thread, or is running, either that happens
 * or this, and the handle is refused in the first case.
 *
 * <p>Handles are values. Beyond that they are not synchronised: several threads that use handles of
 * one coroutine, or of one that suspends until its handle is used, have to be ordered.
 */
public final class CoroutineHandle {
  private final Promise promise;
  private final int epoch;

  CoroutineHandle(Promise promise, int epoch) {
    this.promise = promise;
    this.epoch = epoch;
  }

  /**
   * Resumes the coroutine on this thread, and returns when it, and whatever it has transferred to,
   * suspends. An exception that the promise rethrows comes out as it is.
   *
   * @throws IllegalStateException if the coroutine is running, or has finished, or cannot be taken
   *     from what it waits for, or the handle is stale
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
   * The suspend point at which the coroutine rests, for choosing a continuation without running it.
   * It is good for one resumption, and never resumes another suspension than this one.
   *
   * @return the suspend point
   * @throws IllegalStateException as for {@link #resume}
   */
  public SuspendPoint suspendPoint() {
    return live().keptOutside();
  }

  /**
   * Whether the body has ended, by whatever outcome.
   *
   * @return true at the final suspend point
   * @throws IllegalStateException if the handle is stale
   */
  public boolean isDone() {
    return live().finished();
  }

  /**
   * Destroys the coroutine, which has to be at its initial or final suspend point: anywhere else
   * there are scopes to leave, see {@link #setStopped}. Needed only for frames that are pooled.
   *
   * @throws IllegalStateException if the coroutine is running, suspended in its body or destroyed
   *     already, or the handle is stale
   */
  public void destroy() {
    live().destroy();
  }

  /**
   * The coroutine's promise.
   *
   * @return the promise
   * @throws IllegalStateException if the handle is stale
   */
  public Promise promise() {
    return live();
  }

  /**
   * Where the coroutine rests in the source, or where it was last resumed if it is running.
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
