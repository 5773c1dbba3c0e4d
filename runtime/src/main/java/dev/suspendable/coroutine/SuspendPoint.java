package dev.suspendable.coroutine;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A suspended coroutine, as a factory for the ways in which it can continue.
 *
 * <p>Choosing a continuation has no effect. Running it, or returning it from {@link
 * Awaiter#awaitSuspend}, resumes the coroutine. A suspend point is valid for one resumption in
 * total, by the first of its continuations that runs. Running another one, or the same one again,
 * throws an {@link IllegalStateException} that names the coroutine, at any later time: it never
 * resumes a later suspension of the same coroutine.
 *
 * <p>The points that the runtime hands to an {@link Awaiter} may be used from any thread. (Frames
 * themselves, which a {@link FrameAwaiter} gets, do not check.)
 *
 * <p>The split of suspend point and continuation is that of P1662R0, "Separating out the
 * suspend-point and continuation responsibilities".
 */
public sealed interface SuspendPoint permits Frame, OneShotPoint, Contender {

  /**
   * The ordinary resumption: {@link Awaiter#awaitResume} supplies the outcome of the await.
   *
   * @return the continuation; the points of the runtime make no object for it
   */
  Continuation resume();

  /**
   * Uses the point for the ordinary resumption, unless it has been used already. For awaiters that
   * may come late without an error, because the coroutine's handle has been used meanwhile.
   *
   * @return the coroutine, which has to be run or returned now; {@link Continuation#NOOP} if the
   *     point was used already
   */
  Continuation resumeIfUnused();

  /**
   * Returns the work by which an executor resumes the coroutine, as by {@link #resumeIfUnused}. For
   * awaiters whose purpose is to move it there. If the coroutine's context has another executor,
   * the coroutine continues on that one after it has suspended or ended.
   *
   * @param executor the executor that is going to run the work
   * @return the work, which is a {@link CoroutineWork}
   */
  default Runnable resumeOn(Executor executor) {
    return new Resumption(this);
  }

  /**
   * The stopped signal: the coroutine leaves all its scopes, running their {@code finally} blocks
   * and closing their resources but no {@code catch} block, and then reaches its final suspend
   * point. Nothing is thrown.
   *
   * @return the continuation
   */
  Continuation setStopped();

  /**
   * The former name of {@link #setStopped}.
   *
   * @return the continuation
   * @deprecated removed before 1.0
   */
  @Deprecated
  default Continuation setDone() {
    return setStopped();
  }

  /**
   * An early return: the coroutine leaves all its scopes, as by {@link #setStopped}, and then ends
   * as if the await were a {@code return} of an object, see {@link Promise#returnEarly}. It ends in
   * another way if a cleanup throws, or if a stop reaches a cleanup that suspends. During an
   * unwinding that has begun already, an early return only ends the cleanup, as {@code return} in a
   * {@code finally} block would.
   *
   * <p>The idea is that of P1662R0, "simulating co_return".
   *
   * @param object the object; the coroutine's promise decides what it may be
   * @return the continuation
   */
  default Continuation setReturned(@Nullable Object object) {
    return Signal.returned(this, object);
  }

  /**
   * The await yields a value instead of the result that its awaiter would supply.
   *
   * @param value the value; a value that is not of the await's type causes a {@link
   *     ClassCastException} at the await
   * @return the continuation
   */
  Continuation setValue(@Nullable Object value);

  /**
   * The await throws an exception instead of yielding the result that its awaiter would supply.
   *
   * @param error the exception, checked or not; thrown unchanged
   * @return the continuation
   */
  Continuation setError(Throwable error);
}
