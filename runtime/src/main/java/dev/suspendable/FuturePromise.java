package dev.suspendable;

import dev.suspendable.annotations.PromiseFor;
import dev.suspendable.coroutine.Awaitable;
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
 * <p>Cancelling the future requests the body to stop, and does not wait for it. Completing the
 * future from outside does not stop the body; its result is then ignored.
 *
 * @param <T> type of the value
 */
@PromiseFor(type = CompletableFuture.class, coReturn = "completedFuture")
@PromiseFor(
    type = CompletionStage.class,
    coReturnIn = CompletableFuture.class,
    coReturn = {"completedFuture", "completedStage"})
public abstract class FuturePromise<T extends @Nullable Object> extends StartedPromise<T> {
  /** For generated frames. */
  protected FuturePromise() {}

  /** Returns the future that this coroutine completes. */
  protected final CompletableFuture<T> getReturnObject() {
    return future;
  }

  /**
   * {@code return stage}.
   *
   * @throws NullPointerException if the stage is null
   */
  @SuppressWarnings("unchecked") // a CompletionStage only produces its values
  protected final Awaitable<T> returnFrom(CompletionStage<? extends T> stage) {
    NullReturn.check(this, stage, "a future");
    return new StageAwaiter<>((CompletionStage<T>) stage);
  }
}
