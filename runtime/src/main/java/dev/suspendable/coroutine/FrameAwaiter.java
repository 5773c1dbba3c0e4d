package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * An awaiter that is trusted with the frame itself, so that suspending allocates nothing.
 *
 * <p>An ordinary awaiter gets a suspend point that checks: it refuses a second resumption, whenever
 * it comes, and lets the coroutine be resumed from inside {@code awaitSuspend}. A frame does
 * neither. Implement this interface only for awaiters that keep these promises, and prove it by
 * race tests:
 *
 * <ul>
 *   <li>the frame is resumed at most once for each call of {@link #awaitSuspend(Frame)};
 *   <li>it is never resumed from inside that call on the same thread;
 *   <li>after an exception from that call it is not resumed at all;
 *   <li>its hand-over to another thread is a safe publication.
 * </ul>
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface FrameAwaiter<T extends @Nullable Object> extends Awaiter<T> {

  /**
   * As {@link Awaiter#awaitSuspend(SuspendPoint)}, under the promises above.
   *
   * @param frame the coroutine at rest, its own suspend point
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await
   */
  @Override
  Continuation awaitSuspend(Frame frame) throws Throwable;

  /**
   * Takes the frame out of a checking point, for awaiters that delegate to this one: the point is
   * spent, and this awaiter is now the one to resume the coroutine.
   */
  @Override
  default Continuation awaitSuspend(SuspendPoint point) throws Throwable {
    return point instanceof OneShotPoint checking
        ? checking.lend(this)
        : awaitSuspend((Frame) point);
  }
}
