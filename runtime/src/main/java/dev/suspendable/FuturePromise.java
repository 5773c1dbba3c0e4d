package dev.suspendable;

import dev.suspendable.annotations.PromiseFor;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendNever;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a coroutine return a {@link CompletableFuture} or a {@link CompletionStage}.
 *
 * <pre>{@code
 * @Suspendable
 * CompletableFuture<Integer> length(URI uri) {
 *   return CompletableFuture.completedFuture(await(fetch(uri)).length());
 * }
 * }</pre>
 *
 * <p>The body starts at the call, on the calling thread. The future completes when the body has
 * ended, on the thread where it ended, and its dependents run there. It completes with the value;
 * with the exception itself, not wrapped; or, after the stopped signal, by cancellation. {@code
 * return stage} completes it with the outcome of that stage; for a wrapped exception, with the
 * cause.
 *
 * <p>Completing or cancelling the future from outside does not stop the body; its result is then
 * ignored.
 *
 * @param <T> type of the value
 */
@PromiseFor(type = CompletableFuture.class, coReturn = "completedFuture")
@PromiseFor(
    type = CompletionStage.class,
    coReturnIn = CompletableFuture.class,
    coReturn = {"completedFuture", "completedStage"})
public abstract class FuturePromise<T extends @Nullable Object> extends Promise {
  private final CoroutineFuture<T> future = new CoroutineFuture<>(this);
  private @Nullable Object outcome;

  /** For generated frames. */
  protected FuturePromise() {}

  /** Returns the future that this coroutine completes. */
  protected final CompletableFuture<T> getReturnObject() {
    return future;
  }

  /** {@code return CompletableFuture.completedFuture(value)}. */
  protected final void returnValue(T value) {
    outcome = value;
  }

  /**
   * {@code return stage}.
   *
   * @throws NullPointerException if the stage is null
   */
  @SuppressWarnings("unchecked") // a CompletionStage only produces its values
  protected final Awaitable<T> returnFrom(CompletionStage<? extends T> stage) {
    Objects.requireNonNull(stage, "the coroutine returned null instead of a future");
    return new StageAwaiter<>((CompletionStage<T>) stage);
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
