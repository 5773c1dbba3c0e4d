package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * An awaiter that is trusted with the frame itself, so that suspending allocates nothing.
 *
 * <p>An ordinary awaiter gets a checked suspend point: it rejects a second resumption at any time,
 * and lets the coroutine be resumed from inside {@code awaitSuspend}. A frame does neither.
 * Implement this interface only for awaiters that keep these promises, and prove it by race tests:
 *
 * <ul>
 *   <li>the frame is resumed at most once for each call of {@link #awaitSuspendUnchecked(Frame)};
 *   <li>it is never resumed from inside that call on the same thread;
 *   <li>after an exception from that call it is not resumed at all;
 *   <li>the frame is handed to another thread by safe publication;
 *   <li>after an {@linkplain #exchange} the frame is not touched.
 * </ul>
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface FrameAwaiter<T extends @Nullable Object> extends Awaiter<T> {

  /**
   * Like {@link Awaiter#awaitSuspend(SuspendPoint)}, under the promises above.
   *
   * @param frame the suspended coroutine, its own suspend point
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await
   */
  @Override
  Continuation awaitSuspendUnchecked(Frame frame) throws Throwable;

  /**
   * Takes the frame out of a checked point, for awaiters that delegate to this one: the point
   * counts as used, and from now on this awaiter resumes the coroutine.
   */
  @Override
  default Continuation awaitSuspend(SuspendPoint point) throws Throwable {
    return point instanceof OneShotPoint checking
        ? checking.lend(this)
        : awaitSuspendUnchecked((Frame) point);
  }

  /**
   * Takes a point in exchange for the frame, because the handle of the coroutine is used. After
   * that this awaiter resumes the point, or sends it the stopped signal, and never touches the
   * frame again. So it competes with the handle, and if it loses, its outcome is dropped.
   *
   * <p>May be called on any thread while this awaiter is resuming the frame on another one. The
   * step that decides which of the two owns the frame therefore has to be atomic.
   *
   * @param frame the coroutine that this awaiter may hold
   * @param point the point to resume instead
   * @return false if this awaiter does not hold the frame, is about to resume it, or does not
   *     support such exchanges (the default). The use of the handle then throws
   */
  default boolean exchange(Frame frame, SuspendPoint point) {
    return false;
  }
}
