package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A lazy computation of one value, to be awaited once.
 *
 * <pre>{@code
 * @Suspendable
 * Task<Integer> total(List<URI> symbols) {
 *   int sum = 0;
 *   for (URI symbol : symbols) {
 *     sum += await(price(symbol));
 *   }
 *   return Task.of(sum);
 * }
 * }</pre>
 *
 * <p>A call captures the arguments and runs no code of the body. The body runs when the task is
 * awaited, on the awaiting thread, and the awaiting coroutine goes on on the thread where the task
 * completes; both by symmetric transfer, so chains of awaits take heap, not stack. From outside of
 * coroutines a task is started by {@link Tasks#syncWait} or {@link #toCompletableFuture}.
 *
 * <p>The await has the outcome of the task: its value; its exception, unwrapped; or, if the done
 * signal ended the task, the done signal, which ends the awaiting coroutine too. Awaiting a task of
 * a coroutine a second time is an {@link IllegalStateException} at that await, also when two
 * threads do so at the same time.
 *
 * <p>{@code return task} in a coroutine transfers: this coroutine is completed by the other task,
 * in constant memory, however long the chain of such returns is.
 *
 * <p>The design is that of cppcoro's {@code task}.
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = TaskPromise.class, lazy = true)
public interface Task<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * In a coroutine, {@code return Task.of(value)} completes it with the value. Elsewhere makes a
   * task that has the value already, and may be awaited more than once.
   *
   * @param value the value
   * @return the task
   */
  @CoReturn
  static <T extends @Nullable Object> Task<T> of(T value) {
    return new ReadyTask<>(value);
  }

  /**
   * In a coroutine, {@code return Task.done()} completes it. Elsewhere makes a task that has
   * completed already, and may be awaited more than once.
   *
   * @return the task
   */
  @CoReturn
  static Task<@Nullable Void> done() {
    return new ReadyTask<>(null);
  }

  /**
   * Makes a task that fails. Awaiting it, more than once if need be, throws the exception.
   *
   * @param error the exception, checked or not
   * @return the task
   */
  static <T extends @Nullable Object> Task<T> failed(Throwable error) {
    return ReadyTask.failed(error);
  }

  /**
   * This task, run on an executor: its body starts there. Where it goes on after its first
   * suspension depends on what it awaits, see {@link Tasks#resumeOn}.
   *
   * @param executor where to start
   * @return a task to await in the place of this one
   */
  default Task<T> on(Executor executor) {
    return Tasks.scheduleOn(executor, this);
  }

  /**
   * Starts this task on the calling thread.
   *
   * @return a future of its outcome, see {@link Tasks#toCompletableFuture}
   */
  default CompletableFuture<T> toCompletableFuture() {
    return Tasks.toCompletableFuture(this);
  }
}
