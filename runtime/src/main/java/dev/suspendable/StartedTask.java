package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An {@link EagerTask}: a future that no one else can complete. */
final class StartedTask<T extends @Nullable Object> implements EagerTask<T> {
  private final CompletableFuture<T> future;

  StartedTask(CompletableFuture<T> future) {
    this.future = future;
  }

  /** A stop of the awaiting coroutine does not cancel the task, but the copy. */
  @Override
  public Awaiter<T> awaiter() {
    return new StageAwaiter<>(future.isDone() ? future : future.copy());
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return future.cancel(mayInterruptIfRunning);
  }

  @Override
  public boolean isCancelled() {
    return future.isCancelled();
  }

  @Override
  public boolean isDone() {
    return future.isDone();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    requireMayBlock();
    return future.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    requireMayBlock();
    return future.get(timeout, unit);
  }

  private void requireMayBlock() {
    if (!future.isDone()) {
      Chain.requireMayBlock("EagerTask.get");
    }
  }

  @Override
  public boolean isFulfilled() {
    return future.isDone() && !future.isCompletedExceptionally();
  }

  @Override
  public boolean isRejected() {
    return future.isCompletedExceptionally();
  }

  @Override
  public T resultNow() {
    if (!isFulfilled()) {
      throw new IllegalStateException("The task has no value: " + future);
    }
    return future.join();
  }

  @Override
  public Throwable exceptionNow() {
    if (future.isCompletedExceptionally() && !future.isCancelled()) {
      try {
        future.join();
      } catch (CompletionException | CancellationException e) {
        return StageAwaiter.cause(e);
      }
    }
    throw new IllegalStateException("The task has no exception: " + future);
  }

  @Override
  public void detach() {
    future.whenComplete(
        (value, failure) -> {
          if (failure != null && !(failure instanceof CancellationException)) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
          }
        });
  }

  @Override
  public String toString() {
    return "EagerTask: " + future;
  }
}
