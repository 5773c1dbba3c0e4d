package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * One await: says whether the coroutine has to suspend, arranges for its resumption, and supplies
 * the result.
 *
 * <p>A coroutine calls {@link #awaitReady}; if that returned false it stores its locals, suspends
 * and calls {@link #awaitSuspend}; when it goes on it calls {@link #awaitResume}, whose outcome is
 * the outcome of the await expression. An exception from any of the three is thrown at that
 * expression, inside whatever {@code try} surrounds it.
 *
 * <p>An awaiter is used by one coroutine for one await and needs no synchronisation for the calls
 * made by the runtime: each of them happens before the next.
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface Awaiter<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * Whether the result is there already, so that suspending can be saved.
   *
   * @return true to go straight on to {@link #awaitResume}; false to suspend
   * @throws Throwable any exception; it surfaces at the await
   */
  boolean awaitReady() throws Throwable;

  /**
   * Arranges for the suspended coroutine to be resumed, and says what this thread does next.
   *
   * <p>When this method is called the coroutine is at rest and all its state is stored: {@code
   * point} may be handed to any thread, which may resume the coroutine before this method returns.
   * The suspending side does not touch the coroutine again.
   *
   * <p>The result is one of
   *
   * <ul>
   *   <li>{@link Continuation#NOOP}: back to whoever resumed this coroutine;
   *   <li>a continuation of {@code point}: do not suspend after all, go on with that outcome;
   *   <li>a continuation of another coroutine: <em>symmetric transfer</em>. The other coroutine
   *       runs in the place of this one; the Java stack does not grow.
   * </ul>
   *
   * <p>Running one of the point's continuations on this very thread before returning only marks it:
   * the coroutine goes on when this method has returned. So a chain of awaits that resume inline
   * does not nest.
   *
   * @param point the coroutine at rest; good for one resumption
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await and {@code point} is spent, unless
   *     the point was already used, in which case the exception goes to this thread's uncaught
   *     exception handler
   */
  Continuation awaitSuspend(SuspendPoint point) throws Throwable;

  /**
   * As {@link #awaitSuspend(SuspendPoint)}, with the frame itself. This is what a coroutine calls;
   * it makes a suspend point that checks, and passes that on. Only {@link FrameAwaiter} is meant to
   * do otherwise.
   *
   * @param frame the coroutine at rest
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await
   */
  default Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    return OneShotPoint.publish(frame, this);
  }

  /**
   * Supplies the result. Called when the coroutine goes on, on the thread that resumed it, unless
   * it was resumed by {@link SuspendPoint#setStopped}, {@link SuspendPoint#setValue} or {@link
   * SuspendPoint#setError}.
   *
   * <p>The coroutine holds this awaiter until it suspends again or ends. An awaiter that holds the
   * result lets go of it here.
   *
   * @return the result of the await
   * @throws Throwable any exception; it surfaces at the await
   */
  T awaitResume() throws Throwable;

  /** Returns this awaiter: an awaiter is its own awaitable, for one await. */
  @Override
  default Awaiter<T> awaiter() {
    return this;
  }
}
