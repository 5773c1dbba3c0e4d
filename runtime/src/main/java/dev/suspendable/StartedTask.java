package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.internal.Throwing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An {@link EagerTask}: a future that no one else can complete. */
final class StartedTask<T extends @Nullable Object> implements EagerTask<T> {
  private final CompletableFuture<T> future;

  /** The awaits of this task, in their order; guards itself and the booleans. */
  private final Set<Waiter<T>> waiting = new LinkedHashSet<>();

  private boolean isObserved;
  private boolean hasEnded;

  StartedTask(CompletableFuture<T> future) {
    this.future = future;
  }

  @Override
  public Awaiter<T> awaiter() {
    return new Waiter<>(this);
  }

  /**
   * One await. A stop of the awaiting coroutine does not cancel the future, and takes this out of
   * the set: a future would keep its callback until it completes.
   */
  private static final class Waiter<T extends @Nullable Object> extends StageAwaiter<T> {
    private final StartedTask<T> task;

    Waiter(StartedTask<T> task) {
      super(task.future);
      this.task = task;
    }

    @Override
    void observe(CompletionStage<? extends T> future) {
      task.add(this);
    }

    @Override
    public void awaitStopped() {
      synchronized (task.waiting) {
        task.waiting.remove(this);
      }
    }
  }

  private void add(Waiter<T> waiter) {
    BiConsumer<T, @Nullable Throwable> callback = waiter;
    synchronized (waiting) {
      if (!hasEnded) {
        waiting.add(waiter);
        if (isObserved) {
          return;
        }
        isObserved = true;
        callback = this::tellAll;
      }
    }
    future.whenComplete(callback);
  }

  private void tellAll(T value, @Nullable Throwable failure) {
    List<Waiter<T>> told;
    synchronized (waiting) {
      hasEnded = true;
      told = new ArrayList<>(waiting);
      waiting.clear();
    }
    told.forEach(each -> each.accept(value, failure));
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
            Throwing.report(failure);
          }
        });
  }

  @Override
  public String toString() {
    return "EagerTask: " + future;
  }
}
