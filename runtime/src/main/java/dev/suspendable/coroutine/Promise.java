package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * The promise of a coroutine: the behaviour that its coroutine type defines. Authors of coroutine
 * types extend this class; the generated frame extends theirs, so frame, promise, handle and (if
 * the promise implements the coroutine type) return object are one object.
 *
 * <p>The hooks of this class are virtual methods. The processor finds the other hooks <em>by
 * name</em> among the members of the promise class, so that they can be typed, primitive and
 * overloaded. They must be accessible to a subclass in another package (protected or public):
 *
 * <table>
 * <caption>Hooks found by name</caption>
 * <tr><th>hook</th><th>called for</th></tr>
 * <tr><td>{@code R getReturnObject()}</td>
 *     <td>a call of the coroutine, right after construction and before the body; required.
 *         {@code R} is, or can be assigned to, the coroutine type. So the object must be one that
 *         can be completed later. If it is not, extend {@link ImmediatePromise}: then the call
 *         comes when the body has ended</td></tr>
 * <tr><td>{@code void returnValue(x)}, {@code void returnVoid()}</td>
 *     <td>{@code return} of a co-return factory with or without an argument</td></tr>
 * <tr><td>{@code Awaitable<?> yieldValue(x)}</td>
 *     <td>{@code yieldValue(x)}; any other name in an operator's {@code hook} element works the
 *         same way</td></tr>
 * <tr><td>{@code Awaitable<?> awaitTransform(x)}</td>
 *     <td>every operator of the awaiter kind, if the promise declares this hook at all: its
 *         result is awaited instead of the awaiter that the operator's companion would
 *         make</td></tr>
 * <tr><td>{@code Awaitable<?> returnFrom(x)}</td>
 *     <td>{@code return e} outside of any {@code try}, where {@code e} is not a co-return:
 *         awaited, and its result is passed to {@code returnValue}, or {@code returnVoid} is called
 *         if the promise has no {@code returnValue}. The awaiter may instead end this body by
 *         {@link #handOver} and let {@code e} complete the coroutine</td></tr>
 * <tr><td>{@code Awaiter<?> stepTo(S sink)}, {@code Awaiter<?> yieldValueTo(S sink, x)}</td>
 *     <td>push mode, for promises whose consumer may take all values at once: the generated
 *         frame overrides {@code stepTo} with a body in which the operator of the hook
 *         {@code yieldValue} passes its argument to {@code yieldValueTo}, and continues if that
 *         returns null. The promise's own {@code stepTo} returns {@code step()}</td></tr>
 * <tr><td>{@code static <F extends Promise> FramePool<F> framePool(Class<F>)}</td>
 *     <td>the allocation of frames, once for each generated frame class, see {@link
 *         FramePool}</td>
 * </tr>
 * </table>
 *
 * <p>A constructor that accepts the coroutine's arguments, with or without the receiver as the
 * first one, gets them. Otherwise the constructor without parameters is called.
 *
 * <p>Here is the whole promise of a coroutine type that starts at once and ignores results:
 *
 * <pre>{@code
 * public abstract class DetachedPromise extends Promise {
 *   protected Detached getReturnObject() { return Detached.INSTANCE; }
 *   protected void returnVoid() {}
 *   protected Awaitable<?> finalSuspend() { return SuspendNever.INSTANCE; }
 *   protected void unhandledException(Throwable t) throws Throwable { throw t; }
 * }
 * }</pre>
 *
 * <p>A promise, like the frame it is, is confined to one thread at a time.
 */
public abstract non-sealed class Promise extends Frame {

  /** For promise classes. */
  protected Promise() {}

  /**
   * Whether a call suspends before the body starts. Called once, after {@code getReturnObject}.
   *
   * @return {@link SuspendNever} to start at once (the default), {@link SuspendAlways} to be lazy,
   *     or any other awaitable
   */
  @Override
  protected Awaitable<?> initialSuspend() {
    return SuspendNever.INSTANCE;
  }

  /**
   * Returns what this thread runs next when the body has ended. This is the short form of {@link
   * #finalSuspend} and is called first. It is for promises that always stay suspended at the end,
   * and know which coroutine to resume without being awaited. Called once, when all references of
   * the body have been cleared. An exception from this method goes to the resumer of the coroutine.
   *
   * @return what to run next, {@link Continuation#NOOP} for nothing; or null (the default) to go
   *     through {@link #finalSuspend}
   */
  @Override
  protected @Nullable Continuation transferAtEnd() {
    return null;
  }

  /**
   * Returns the awaitable of the final suspension, which follows the end of the body. Called once,
   * when all references of the body have been cleared. Typically the {@code awaitSuspend} of its
   * awaiter returns the continuation of the coroutine that awaits this one.
   *
   * <p>If the awaiter is ready, the coroutine is destroyed. Otherwise the coroutine stays suspended
   * until {@link CoroutineHandle#destroy}, or until the garbage collector reclaims it; it cannot be
   * resumed. An exception from this method or from the awaiter goes to the resumer of the
   * coroutine.
   *
   * @return {@link SuspendAlways} (the default) or any other awaitable
   */
  @Override
  protected Awaitable<?> finalSuspend() {
    return SuspendAlways.INSTANCE;
  }

  /**
   * Called when an exception leaves the body. Store it for the awaiting coroutine, rethrow it to
   * the resumer (the coroutine is then at its final suspend point, and {@link #finalSuspend} is not
   * called), or swallow it.
   *
   * @param t the exception of the body, unchanged
   * @throws Throwable to rethrow
   */
  @Override
  protected abstract void unhandledException(Throwable t) throws Throwable;

  /**
   * Called instead of {@code returnValue} when the stopped signal has left the body.
   *
   * <p>By default an exception of a cleanup goes to {@link #unhandledException}, and otherwise
   * nothing happens.
   *
   * @param cleanupFailure the first exception that a cleanup threw, with further ones suppressed,
   *     or null
   * @throws Throwable to rethrow to the resumer of the coroutine, as by {@link #unhandledException}
   */
  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) throws Throwable {
    if (cleanupFailure != null) {
      unhandledException(cleanupFailure);
    }
  }

  /**
   * Called instead of {@code returnValue} when an await has ended the body by an early return, and
   * its scopes have been left, see {@link SuspendPoint#setReturned}. A promise whose coroutines may
   * be ended in this way does here what it does for {@code return object}. The processor lets an
   * operator that declares {@code mayReturn} be used only where the promise overrides this method
   * and has a hook {@code returnValue} for that class.
   *
   * @param object the object
   * @throws Throwable any exception; it goes to {@link #unhandledException}
   */
  @Override
  protected void returnEarly(@Nullable Object object) throws Throwable {
    throw new UnsupportedOperationException(
        handle() + " cannot be ended by an early return: its promise has no returnEarly");
  }

  /**
   * Called once when the coroutine is destroyed; the counterpart of C++'s {@code operator delete}.
   * A promise whose frames are pooled resets its fields here for the next coroutine, and increments
   * its {@link #epoch}; the generated frame then returns itself to its pool. Promises whose frames
   * are not pooled have nothing to do here.
   */
  @Override
  protected void recycle() {}

  /**
   * Called when the body, which has started at the call, has thrown to the caller. The caller gets
   * the exception instead of the coroutine and cannot destroy it. Frames that are pooled destroy
   * themselves; others have nothing to do.
   */
  @Override
  protected void unreturned() {}

  /**
   * Returns the number of lives that this frame has had. A handle compares it to detect that it is
   * stale. Promises whose frames are pooled override it, see {@link PooledPromise}; the others do
   * not pay for a field.
   *
   * @return 0, unless overridden
   */
  protected int epoch() {
    return 0;
  }

  /**
   * Ends a suspended body without completing the coroutine: another coroutine is going to complete
   * it. For awaiters that a {@code returnFrom} hook makes, called from their {@code awaitSuspend}.
   * The body no longer holds references and cannot be resumed; {@link #finalSuspend} is not called.
   */
  protected final void handOver() {
    end();
    hold();
  }

  /**
   * Called when this coroutine, which was called directly, gets its frame because it suspends:
   * {@code caller} awaits it. For promises that are {@code @AwaitElidable}.
   *
   * @param caller the coroutine to resume when this one has completed
   */
  @Override
  protected void awaitedBy(Frame caller) {
    throw new UnsupportedOperationException(
        getClass().getSuperclass().getName() + " is @AwaitElidable and has no awaitedBy");
  }

  /**
   * Whether a coroutine awaits this one, for a promise that is its own {@link FrameAwaiter}.
   *
   * @param frame the coroutine
   * @return whether this coroutine is to resume it at its end; false, unless overridden
   */
  @Override
  protected boolean isAwaitedBy(Frame frame) {
    return false;
  }

  /**
   * Returns what gets the outcome of this coroutine, for finding the environment of its chain, see
   * {@link Chain.Outer}.
   *
   * @return a suspend point, an {@code Outer}, or an environment; null, unless overridden
   */
  protected @Nullable Object chainAbove() {
    return null;
  }

  /**
   * Returns what waits for this coroutine, or owns it, for showing what runs. In contrast to {@link
   * #chainAbove}, it may be the owner of an environment of its own.
   *
   * @return what {@link #chainAbove} returns, unless overridden; or any object that stands for the
   *     owner
   */
  protected @Nullable Object chainParent() {
    return chainAbove();
  }

  /**
   * Called when the handle of this coroutine, which has not started, is used to start, end or
   * destroy it. A promise that starts its coroutine when it is awaited refuses to do so from now
   * on.
   *
   * @throws IllegalStateException if another coroutine is about to start it
   */
  @Override
  protected void startedByHandle() {}

  /**
   * Called when a coroutine of the same promise, which this one called directly in tail position,
   * gets its frame because it suspends: on completion it resumes the coroutine that awaits this
   * one. This coroutine ends by {@link #handOver}. For promises that are {@code @AwaitElidable}.
   *
   * @param callee the coroutine that completes this one
   */
  @Override
  protected void completedBy(Promise callee) {
    throw new UnsupportedOperationException(
        getClass().getSuperclass().getName() + " is @AwaitElidable and has no completedBy");
  }

  /**
   * Makes a handle of this coroutine in its present life.
   *
   * @return a new handle; handles of the same life of the same coroutine are equal
   */
  public final CoroutineHandle handle() {
    return new CoroutineHandle(this, epoch());
  }
}
