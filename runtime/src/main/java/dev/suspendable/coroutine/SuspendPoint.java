package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine at rest, as a factory for the ways in which it can go on.
 *
 * <p>Choosing a continuation does nothing; running it, or returning it from {@link
 * Awaiter#awaitSuspend}, does. A suspend point is good for one resumption in total, by whichever of
 * its continuations runs first. Running another one, or the same one again, is an {@link
 * IllegalStateException} that names the coroutine, however late it comes: it never resumes a later
 * suspension of the same coroutine.
 *
 * <p>The points that the runtime hands to an {@link Awaiter} may be used from any thread. (Frames
 * themselves, which a {@link FrameAwaiter} gets, do not check.)
 *
 * <p>The split of suspend point and continuation is that of P1662R0, "Separating out the
 * suspend-point and continuation responsibilities".
 */
public sealed interface SuspendPoint permits Frame, OneShotPoint, Contender {

  /**
   * The ordinary way on: {@link Awaiter#awaitResume} supplies the outcome of the await.
   *
   * @return the continuation; for the points of the runtime no object is made
   */
  Continuation resume();

  /**
   * Uses the point for the ordinary way on, unless it has been used already. For awaiters that may
   * come late without being at fault, as the coroutine's handle has been used meanwhile.
   *
   * @return the coroutine, which has to be run or returned now; {@link Continuation#NOOP} if the
   *     point was used already
   */
  Continuation resumeIfUnused();

  /**
   * The stopped signal: the coroutine leaves all its scopes, running their {@code finally} blocks
   * and closing their resources but no {@code catch} block, and then reaches its final suspend
   * point. Nothing is thrown.
   *
   * @return the continuation
   */
  Continuation setStopped();

  /**
   * The await yields a value in the place of what its awaiter would supply.
   *
   * @param value the value; a value that is not of the await's type causes a {@link
   *     ClassCastException} at the await
   * @return the continuation
   */
  Continuation setValue(@Nullable Object value);

  /**
   * The await throws an exception in the place of what its awaiter would supply.
   *
   * @param error the exception, checked or not; thrown as it is
   * @return the continuation
   */
  Continuation setError(Throwable error);
}
