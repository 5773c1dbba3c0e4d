package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
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
 * coroutines a task is started by {@link #syncWait} or {@link #toCompletableFuture}.
 *
 * <p>The await has the outcome of the task: its value; its exception, unwrapped; or, if the done
 * signal ended the task, the stopped signal, which ends the awaiting coroutine too. Awaiting a task
 * of a coroutine a second time is an {@link IllegalStateException} at that await, also when two
 * threads do so at the same time.
 *
 * <p>{@code return task} in a coroutine transfers: this coroutine is completed by the other task,
 * in constant memory, however long the chain of such returns is.
 *
 * <p>The interface is open: the promise of another coroutine type may implement it. Methods that
 * are added later will be default methods.
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
   * In a coroutine, {@code return Task.completed()} completes it. Elsewhere makes a task that has
   * completed already, and may be awaited more than once.
   *
   * @return the task
   */
  @CoReturn
  static Task<@Nullable Void> completed() {
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
   * suspension depends on what it awaits, see {@link #switchTo}.
   *
   * @param executor where to start
   * @return a task to await in the place of this one
   */
  default Task<T> on(Executor executor) {
    return new ScheduleOn<>(Objects.requireNonNull(executor, "executor"), this);
  }

  /**
   * Starts this task on the calling thread.
   *
   * @return a future that completes with its value, or exceptionally with its exception as it is,
   *     or is cancelled if the stopped signal ended it. Cancelling the future does not stop the
   *     task
   */
  default CompletableFuture<T> toCompletableFuture() {
    FutureObserver<T> observer = new FutureObserver<>(this);
    observer.start();
    return observer.future;
  }

  // ---- Starting and combining. Names and meaning are those of cppcoro unless said otherwise.

  /**
   * Starts an awaitable on the calling thread and blocks that thread until it has completed. For
   * {@code main} methods, tests, and the border to blocking code; in a coroutine, await instead.
   *
   * @param awaitable what to wait for
   * @return its value
   * @throws InterruptedException if the thread is interrupted while it waits; the awaitable goes
   *     on, and its outcome is lost
   * @throws java.util.concurrent.CancellationException if the stopped signal ended it
   */
  static <T extends @Nullable Object> T syncWait(Awaitable<? extends T> awaitable)
      throws InterruptedException {
    return SyncWait.<T, RuntimeException>on(awaitable);
  }

  /**
   * As {@link #syncWait(Awaitable)}, for an awaitable that may fail with a checked exception.
   *
   * @param awaitable what to wait for
   * @param thrown a class of exceptions that the awaitable may fail with, for the compiler's
   *     knowledge only: nothing is checked or converted at run time
   * @return its value
   * @throws X what the awaitable fails with
   * @throws InterruptedException if the thread is interrupted while it waits; the awaitable goes
   *     on, and its outcome is lost
   */
  static <T extends @Nullable Object, X extends Throwable> T syncWait(
      Awaitable<? extends T> awaitable, Class<X> thrown) throws X, InterruptedException {
    return SyncWait.<T, X>on(awaitable);
  }

  /**
   * Awaits all of the awaitables at the same time.
   *
   * <p>When the task is awaited they are started in order on the awaiting thread, each running
   * there until it first suspends. The task completes when all of them have completed, on the
   * thread of the last one: nothing that it started outlives it. If some failed, it fails with the
   * exception of the first of these in the order of the collection, and the others are suppressed
   * by that one. If none failed but the stopped signal ended some, it ends the task.
   *
   * @param awaitables what to wait for; copied
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SuppressWarnings("unchecked") // the values are those of the awaitables
  static <T extends @Nullable Object> Task<List<T>> whenAll(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new WhenAll<>(awaitables, values -> Collections.unmodifiableList((List<T>) values));
  }

  /**
   * As {@link #whenAll(Collection)}.
   *
   * @param awaitables what to wait for
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  static <T extends @Nullable Object> Task<List<T>> whenAll(Awaitable<? extends T>... awaitables) {
    return whenAll(List.of(awaitables));
  }

  /**
   * As {@link #whenAll(Collection)}, for two awaitables of different types.
   *
   * <pre>{@code
   * Profile profile = await(whenAll(user(id), orders(id), Profile::new));
   * }</pre>
   *
   * @param first what to wait for
   * @param second what to wait for as well
   * @param combine makes the result of both values; an exception from it fails the task
   * @return a task of that result
   */
  @SuppressWarnings("unchecked") // the values are those of the awaitables
  static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      Task<R> whenAll(
          Awaitable<? extends A> first,
          Awaitable<? extends B> second,
          BiFunction<? super A, ? super B, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return new WhenAll<>(
        List.of(first, second), values -> combine.apply((A) values.get(0), (B) values.get(1)));
  }

  /**
   * Suspends for some time; then the coroutine goes on on {@link ForkJoinPool#commonPool}. One
   * daemon thread serves all delays.
   *
   * @param duration how long, from the await on; if it is not positive there is no suspension
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> delay(Duration duration) {
    return delay(duration, ForkJoinPool.commonPool());
  }

  /**
   * Suspends for some time; then the coroutine goes on on an executor. If that rejects the work, as
   * one that has been shut down meanwhile does, its exception surfaces at the await, on {@link
   * ForkJoinPool#commonPool}. (An executor that drops work without a word leaves the coroutine
   * waiting: nobody can know.)
   *
   * @param duration how long, from the await on; if it is not positive there is no suspension
   * @param executor where to go on
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> delay(Duration duration, Executor executor) {
    return Delay.of(duration, Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Goes on on an executor. If that rejects the work, its exception surfaces at the await. (cppcoro
   * has this as {@code schedule()} of a scheduler.)
   *
   * @param executor where to go on
   * @return an awaitable, which may be awaited any number of times
   */
  static Awaitable<@Nullable Void> switchTo(Executor executor) {
    return new SwitchTo(executor);
  }
}
