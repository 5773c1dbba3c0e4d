package dev.suspendable.schedule;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a {@link ManagedTask}, and the coroutines that wait for it. Each waits for a
 * future of its own: those that depend on one future stay with it until it completes, although
 * nothing waits for them any more, and a task may run for as long as the program.
 *
 * @param <T> type of the value
 */
final class ManagedEnd<T extends @Nullable Object> {
  private final ManagedTask<T> task;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Guarded by itself. */
  private final Set<Waiting> waiting = new LinkedHashSet<>();

  ManagedEnd(ManagedTask<T> task) {
    this.task = task;
  }

  void complete(T value) {
    outcome.complete(value);
    tellAll();
  }

  void fail(Throwable failure) {
    outcome.completeExceptionally(failure);
    tellAll();
  }

  private void tellAll() {
    List<Waiting> told;
    synchronized (waiting) {
      told = new ArrayList<>(waiting);
      waiting.clear();
    }
    told.forEach(Waiting::tell);
  }

  /** Returns the number of coroutines that wait. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  Awaiter<T> awaiter() {
    return Task.<T>from(outcome.isDone() ? outcome : new Waiting()).awaiter();
  }

  /** The future of one await, which joins the others when the coroutine suspends. */
  private final class Waiting extends CompletableFuture<T> {
    @Override
    public CompletableFuture<T> whenComplete(
        BiConsumer<? super T, ? super @Nullable Throwable> action) {
      CompletableFuture<T> next = super.whenComplete(action);
      if (!joins()) {
        tell();
      }
      return next;
    }

    private boolean joins() {
      synchronized (waiting) {
        return !outcome.isDone() && waiting.add(this);
      }
    }

    void tell() {
      outcome.whenComplete(
          (value, thrown) -> {
            if (thrown == null) {
              complete(value);
            } else {
              completeExceptionally(thrown);
            }
          });
    }

    /** The coroutine is stopped. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      synchronized (waiting) {
        waiting.remove(this);
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public String toString() {
      return task.toString();
    }
  }
}
