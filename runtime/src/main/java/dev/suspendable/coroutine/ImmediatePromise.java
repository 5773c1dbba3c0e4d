package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * The promise of coroutines that end before their call returns. For coroutine types whose objects
 * cannot be completed later, such as {@code Optional}: the hook {@code getReturnObject} is called
 * when the body has ended, and not before it starts. So it returns the result of the body.
 *
 * <pre>{@code
 * public abstract class MaybePromise<T> extends ImmediatePromise {
 *   private Maybe<T> result = Maybe.none();
 *
 *   protected Maybe<T> getReturnObject() { return result; }
 *   protected void returnValue(Maybe<T> object) { result = object; }
 *   protected void returnEarly(Object object) { result = (Maybe<T>) object; }
 *   protected void unhandledException(Throwable t) throws Throwable { throw t; }
 * }
 * }</pre>
 *
 * <p>If the promise has a hook {@code returnValue} for the coroutine type itself, as here, then
 * {@code return object} passes any object to it, as an ordinary method would return it: nothing has
 * to be awaited, because the object is complete.
 *
 * <p>The body starts at the call, on the calling thread, as a part of the chain that runs there: it
 * has the context of its caller. It cannot wait. The processor accepts only operators whose {@code
 * mayReturn} says that they do not, unless the promise has a hook {@code awaitTransform}. If the
 * body suspends nevertheless, the call throws an {@link IllegalStateException} that names the
 * coroutine, also if another thread has ended the body meanwhile; the body is stopped, if what it
 * awaits allows that.
 *
 * <p>An exception that {@code unhandledException} rethrows goes to the caller.
 *
 * <p>In C++20 a return object that is converted when the body has ended, as that of folly's {@code
 * Expected}, does this.
 */
public abstract class ImmediatePromise extends Promise {

  /** The thread on which the body has ended. Only that thread finds itself here, so it is plain. */
  private @Nullable Thread ended;

  /** For promise classes. */
  protected ImmediatePromise() {}

  /** Not used: the body starts at the call. */
  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendNever.INSTANCE;
  }

  /** Nothing continues: the call returns. */
  @Override
  protected final Continuation transferAtEnd() {
    ended = Thread.currentThread();
    return NOOP;
  }

  /** For generated code: runs the body, before {@code getReturnObject}. */
  protected final void $runToEnd() {
    Environment caller = Chain.environment();
    try {
      runHere();
    } finally {
      if (caller != null || Chain.isKnown()) {
        Chain.enter(caller);
      } // else the body may have opened a scope, for which the caller looks for its root
    }
    if (ended != Thread.currentThread()) {
      throw notEnded();
    }
  }

  private IllegalStateException notEnded() {
    IllegalStateException misuse =
        new IllegalStateException(
            this
                + ", but it has to end before its call returns: its type has no objects that are"
                + " completed later; let it return a Task to wait");
    try {
      handle().setStopped();
    } catch (Throwable t) {
      misuse.addSuppressed(t);
    }
    return misuse;
  }
}
