package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendNever;
import org.jspecify.annotations.Nullable;

/**
 * The common part of coroutine types whose body starts at the call and completes a future.
 *
 * @param <T> type of the value
 */
abstract class StartedPromise<T extends @Nullable Object> extends Promise {
  final CoroutineFuture<T> future = new CoroutineFuture<>(this);
  private @Nullable Object outcome;

  StartedPromise() {}

  /** {@code return} of a factory with a value. */
  protected final void returnValue(T value) {
    outcome = value;
  }

  /** Starts the body at once, in the context of the caller. */
  @Override
  protected final Awaitable<?> initialSuspend() {
    Environment inherited = future.inherited();
    return inherited == null ? SuspendNever.INSTANCE : new Starting(inherited);
  }

  @Override
  protected final Object chainAbove() {
    return future.environment();
  }

  /** Completes with the object, which is a value here: an empty {@code Optional} or the like. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the processor has compared the types
  protected final void returnEarly(@Nullable Object object) {
    returnValue((T) object);
  }

  @Override
  protected final @Nullable Object chainParent() {
    return future.knownEnvironment();
  }

  @Override
  protected final void unhandledException(Throwable t) {
    outcome = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledStopped(@Nullable Throwable cleanupFailure) {
    outcome = Outcome.stopped(cleanupFailure);
  }

  /** Completes the future when the body has left the stack. */
  @Override
  protected final Continuation transferAtEnd() {
    Chain.leave();
    Object ended = outcome;
    outcome = null;
    return future.end(ended);
  }

  /** Enters the context of the caller, on this thread. */
  private record Starting(Environment environment) implements FrameAwaiter<@Nullable Void> {
    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      return Chain.startHere(environment, frame);
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() {
      return null;
    }
  }
}
