package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * One await: says whether the coroutine has to suspend, arranges for its resumption, and supplies
 * the result.
 *
 * <p>A coroutine calls {@link #awaitReady}. If that returns false, it stores its locals, suspends
 * and calls {@link #awaitSuspend}. When it continues, it calls {@link #awaitResume}, whose outcome
 * is the outcome of the await expression. An exception from any of the three is thrown at that
 * expression, inside the {@code try} blocks that surround it.
 *
 * <p>One coroutine uses an awaiter for one await. The awaiter needs no synchronisation for the
 * calls that the runtime makes: each of them happens-before the next.
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface Awaiter<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * Whether the result is available already, so that the coroutine need not suspend.
   *
   * @return true to continue directly with {@link #awaitResume}; false to suspend
   * @throws Throwable any exception; it surfaces at the await
   */
  boolean awaitReady() throws Throwable;

  /**
   * Arranges for the suspended coroutine to be resumed, and returns what this thread runs next.
   *
   * <p>When this method is called, the coroutine is suspended and all its state is stored: {@code
   * point} may be handed to any thread, which may resume the coroutine before this method returns.
   * The suspending side does not touch the coroutine again.
   *
   * <p>The result is one of
   *
   * <ul>
   *   <li>{@link Continuation#NOOP}: return to the resumer of this coroutine;
   *   <li>a continuation of {@code point}: do not suspend after all, but continue with that
   *       outcome;
   *   <li>a continuation of another coroutine: <em>symmetric transfer</em>. The other coroutine
   *       runs instead of this one; the Java stack does not grow.
   * </ul>
   *
   * <p>If this thread runs one of the point's continuations before this method returns, that only
   * marks the point: the coroutine continues when this method has returned. So a chain of awaits
   * that resume inline does not nest.
   *
   * @param point the suspended coroutine; valid for one resumption
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await, and {@code point} cannot be used any
   *     more. If the point was already used, the exception goes to this thread's uncaught exception
   *     handler instead
   */
  Continuation awaitSuspend(SuspendPoint point) throws Throwable;

  /**
   * Like {@link #awaitSuspend(SuspendPoint)}, with the frame itself. A coroutine calls this method,
   * which makes a checked suspend point and passes it to {@code awaitSuspend}. Only {@link
   * FrameAwaiter} is meant to override it.
   *
   * @param frame the suspended coroutine
   * @return what to run next; not null
   * @throws Throwable any exception; it surfaces at the await
   */
  default Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    return OneShotPoint.publish(frame, this);
  }

  /**
   * Supplies the result. Called when the coroutine continues, on the thread that resumed it, unless
   * it was resumed by {@link SuspendPoint#setStopped}, {@link SuspendPoint#setValue} or {@link
   * SuspendPoint#setError}.
   *
   * <p>The coroutine holds this awaiter until it suspends again or ends. An awaiter that holds the
   * result drops its reference here.
   *
   * @return the result of the await
   * @throws Throwable any exception; it surfaces at the await
   */
  T awaitResume() throws Throwable;

  /**
   * Whether the awaited work is part of the chain of the awaiting coroutine: it starts when it is
   * awaited, and the coroutine continues in the end by symmetric transfer. The work then inherits
   * the coroutine's context. A coroutine that awaits anything else takes its context along, and
   * continues in it.
   *
   * @return false, unless overridden
   */
  default boolean extendsChain() {
    return false;
  }

  /**
   * Called instead of {@link #awaitResume} if the operation has completed, but the executor of the
   * coroutine's context has rejected the coroutine: the await throws the executor's exception. An
   * awaiter that has got something for the coroutine, such as a permit, gives it back. An exception
   * goes to this thread's uncaught exception handler. A select calls it too, for an operation that
   * has completed although another case was chosen.
   */
  default void awaitRejected() {}

  /** Returns this awaiter: an awaiter is its own awaitable, for one await. */
  @Override
  default Awaiter<T> awaiter() {
    return this;
  }
}
