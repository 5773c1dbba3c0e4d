package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * The promise of a coroutine: what its coroutine type decides. Authors of coroutine types extend
 * this class; the generated frame extends theirs, so frame, promise, handle and (if the promise
 * implements the coroutine type) return object are one object.
 *
 * <p>The hooks of this class are virtual methods. The others are found <em>by name</em> among the
 * members of the promise class, so that they can be typed, primitive and overloaded; they need to
 * be accessible to a subclass in another package (protected or public):
 *
 * <table>
 * <caption>Hooks found by name</caption>
 * <tr><th>hook</th><th>called for</th></tr>
 * <tr><td>{@code R getReturnObject()}</td>
 *     <td>a call of the coroutine, right after construction; required. {@code R} is, or can be
 *     assigned to, the coroutine type</td></tr>
 * <tr><td>{@code void returnValue(x)}, {@code void returnVoid()}</td>
 *     <td>{@code return} of a co-return factory with or without an argument</td></tr>
 * <tr><td>{@code Awaitable<?> yieldValue(x)}</td>
 *     <td>{@code yieldValue(x)}; any other name that an operator's {@code hook} element gives works
 *     alike</td></tr>
 * <tr><td>{@code Awaitable<?> awaitTransform(x)}</td>
 *     <td>every operator of the awaiter kind, if the promise declares this hook at all: its result is
 *     awaited in the place of what the operator's companion would make</td></tr>
 * <tr><td>{@code Awaitable<?> returnFrom(x)}</td>
 *     <td>{@code return e} outside of any {@code try}, where {@code e} is not a co-return: awaited,
 *     and its result given to {@code returnValue}, or to {@code returnVoid} where the former is
 *     missing. The awaiter may instead end this body by {@link #handOver} and let {@code e} complete
 *     the coroutine</td></tr>
 * <tr><td>{@code Awaiter<?> stepTo(S sink)}, {@code Awaiter<?> yieldValueTo(S sink, x)}</td>
 *     <td>push mode, for promises whose consumer may take all values at once: the generated frame
 *     overrides {@code stepTo}, with a body in which the operator of the hook {@code yieldValue} gives
 *     its argument to {@code yieldValueTo}, and goes on if that returns null. The promise's own
 *     {@code stepTo} returns {@code step()}</td></tr>
 * <tr><td>{@code static <F extends Promise> FramePool<F> framePool(Class<F>)}</td>
 *     <td>the allocation of frames, once for each generated frame class, see {@link FramePool}</td>
 * </tr>
 * </table>
 *
 * <p>A constructor that accepts the coroutine's arguments (the receiver in front or not) gets them;
 * otherwise the one without parameters is called.
 *
 * <p>Here is the whole promise of a coroutine type that starts at once and is not interested in
 * results:
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
   * The short form of {@link #finalSuspend}, which is asked first: what this thread runs when the
   * body has ended. For promises that always stay suspended in the end, and know whom to resume
   * without having to be awaited. Called once, when all references of the body have been cleared.
   * An exception from here goes to whoever resumed the coroutine.
   *
   * @return what to run next, {@link Continuation#NOOP} for nothing; or null (the default) to go
   *     through {@link #finalSuspend}
   */
  @Override
  protected @Nullable Continuation transferAtEnd() {
    return null;
  }

  /**
   * What happens when the body has ended. Called once, when all references of the body have been
   * cleared; typically its awaiter's {@code awaitSuspend} returns the continuation of whoever
   * awaits this coroutine.
   *
   * <p>An awaiter that is ready destroys the coroutine. A suspended one stays until {@link
   * CoroutineHandle#destroy}, or until the garbage collector takes it; it cannot be resumed. An
   * exception from here or from the awaiter goes to whoever resumed the coroutine.
   *
   * @return {@link SuspendAlways} (the default) or any other awaitable
   */
  @Override
  protected Awaitable<?> finalSuspend() {
    return SuspendAlways.INSTANCE;
  }

  /**
   * Called when an exception leaves the body. Store it for whoever awaits the coroutine, rethrow it
   * to whoever resumed it (the coroutine is then at its final suspend point, without asking {@link
   * #finalSuspend}), or swallow it.
   *
   * @param t what the body threw, as it was thrown
   * @throws Throwable to rethrow
   */
  @Override
  protected abstract void unhandledException(Throwable t) throws Throwable;

  /**
   * Called when the stopped signal has left the body, in the place of {@code returnValue}.
   *
   * <p>By default an exception of a cleanup goes to {@link #unhandledException}, and otherwise
   * nothing happens.
   *
   * @param cleanupFailure the first exception that a cleanup threw, with further ones suppressed,
   *     or null
   * @throws Throwable to throw to whoever resumed the coroutine, as by {@link #unhandledException}
   */
  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) throws Throwable {
    if (cleanupFailure != null) {
      unhandledException(cleanupFailure);
    }
  }

  /**
   * Called once when the coroutine is destroyed; the counterpart of C++'s {@code operator delete}.
   * A promise whose frames are pooled resets its fields here for the next coroutine, and moves on
   * its {@link #epoch}; the generated frame then gives itself to its pool. Frames that are not
   * pooled have nothing to do.
   */
  @Override
  protected void recycle() {}

  /**
   * Called when the body, which has started at the call, has thrown to the caller, who gets the
   * exception in the place of the coroutine and cannot destroy it. Frames that are pooled destroy
   * themselves; others have nothing to do.
   */
  @Override
  protected void unreturned() {}

  /**
   * The number of lives this frame has had, which a handle compares to find out that it is stale.
   * Promises whose frames are pooled override it, see {@link PooledPromise}; the others do not pay
   * for a field.
   *
   * @return 0, unless overridden
   */
  protected int epoch() {
    return 0;
  }

  /**
   * Ends a suspended body without completing the coroutine: somebody else is going to do that. For
   * awaiters that a {@code returnFrom} hook makes, called from their {@code awaitSuspend}. The body
   * holds nothing any more and cannot be resumed; {@link #finalSuspend} is not called.
   */
  protected final void handOver() {
    end();
    hold();
  }

  /**
   * Called when this coroutine, which was called directly, gets its frame because it suspends:
   * {@code caller} awaits it. For promises that are {@code @AwaitElidable}.
   *
   * @param caller to be resumed when this coroutine has completed
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
   * Called when the handle of this coroutine, which has not started, is used to start, end or
   * destroy it. A promise that starts its coroutine for whoever awaits it refuses that from now on.
   *
   * @throws IllegalStateException if somebody is about to start it
   */
  @Override
  protected void startedByHandle() {}

  /**
   * Called when a coroutine of the same promise, called directly as the last thing that this one
   * does, gets its frame because it suspends: it is to tell whoever awaits this one, which ends by
   * {@link #handOver}. For promises that are {@code @AwaitElidable}.
   *
   * @param callee what completes this coroutine in its place
   */
  @Override
  protected void completedBy(Promise callee) {
    throw new UnsupportedOperationException(
        getClass().getSuperclass().getName() + " is @AwaitElidable and has no completedBy");
  }

  /**
   * Makes a handle of this coroutine as it lives now.
   *
   * @return a new handle; handles of the same life of the same coroutine are equal
   */
  public final CoroutineHandle handle() {
    return new CoroutineHandle(this, epoch());
  }
}
