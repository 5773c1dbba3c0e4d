package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import org.jspecify.annotations.Nullable;

/** Completes a future with the outcome of an awaitable, see {@link Task#toCompletableFuture}. */
final class FutureObserver<T extends @Nullable Object> extends Observer<T> {
  final CoroutineFuture<T> future;

  FutureObserver(Awaitable<T> awaitable) {
    super(awaitable, "toCompletableFuture");
    future = new CoroutineFuture<>(awaitable);
  }

  final void start() {
    start(future.inherited());
  }

  @Override
  public Object chainAbove() {
    return future.environment();
  }

  @Override
  public @Nullable Object chainParent() {
    return future.knownEnvironment();
  }

  @Override
  Continuation completed() {
    return future.end(outcome());
  }
}
