package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Completes a future as an awaitable completes, see {@link Tasks#toCompletableFuture}. */
final class FutureObserver<T extends @Nullable Object> extends Observer<T> {
  final CompletableFuture<T> future = new CompletableFuture<>();

  FutureObserver(Awaitable<T> awaitable) {
    super(awaitable, "toCompletableFuture");
  }

  @Override
  void completed() {
    Outcome.complete(future, outcome());
  }
}
