package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs and combines tasks and other awaitables. Names and meaning are those of cppcoro unless said
 * otherwise. All methods may be called from any thread.
 */
public final class Tasks {
  private Tasks() {}

  /**
   * Starts an awaitable on the calling thread and blocks that thread until it has completed. For
   * {@code main} methods, tests, and the border to blocking code; in a coroutine, await instead.
   *
   * @param awaitable what to wait for
   * @return its value
   * @throws InterruptedException if the thread is interrupted while it waits; the awaitable goes
   *     on, and its outcome is lost
   * @throws java.util.concurrent.CancellationException if the done signal ended it
   */
  public static <T extends @Nullable Object> T syncWait(Awaitable<T> awaitable)
      throws InterruptedException {
    SyncWait<T> wait = new SyncWait<>(Objects.requireNonNull(awaitable, "awaitable"));
    try {
      return wait.get();
    } catch (Throwable t) {
      throw Tasks.<InterruptedException>asDeclared(t);
    }
  }

  /**
   * Starts an awaitable on the calling thread.
   *
   * @param awaitable what to start
   * @return a future that completes with its value, or exceptionally with its exception as it is,
   *     or is cancelled if the done signal ended it. Cancelling the future does not stop the
   *     awaitable
   */
  public static <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(
      Awaitable<T> awaitable) {
    FutureObserver<T> observer =
        new FutureObserver<>(Objects.requireNonNull(awaitable, "awaitable"));
    observer.start();
    return observer.future;
  }

  /**
   * Awaits all of the awaitables at the same time.
   *
   * <p>When the task is awaited they are started in order on the awaiting thread, each running
   * there until it first suspends. The task completes when all of them have completed, on the
   * thread of the last one: nothing that it started outlives it. If some failed, it fails with the
   * exception of the first of these in the order of the list, and the others are suppressed by that
   * one. If none failed but the done signal ended some, it ends the task.
   *
   * @param awaitables what to wait for; copied
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SuppressWarnings("unchecked") // the values are those of the awaitables
  public static <T extends @Nullable Object> Task<List<T>> whenAll(
      List<? extends Awaitable<? extends T>> awaitables) {
    return new WhenAll<>(awaitables, values -> Collections.unmodifiableList((List<T>) values));
  }

  /**
   * As {@link #whenAll(List)}.
   *
   * @param awaitables what to wait for
   * @return a task of the values, in order, as an unmodifiable list
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  public static <T extends @Nullable Object> Task<List<T>> whenAll(
      Awaitable<? extends T>... awaitables) {
    return whenAll(List.of(awaitables));
  }

  /**
   * As {@link #whenAll(List)}, for two awaitables of different types.
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
  public static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
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
  public static Awaitable<@Nullable Void> delay(Duration duration) {
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
  public static Awaitable<@Nullable Void> delay(Duration duration, Executor executor) {
    return Delay.of(duration, Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Goes on on an executor. If that rejects the work, its exception surfaces at the await. (cppcoro
   * has this as {@code schedule()} of a scheduler.)
   *
   * @param executor where to go on
   * @return an awaitable, which may be awaited any number of times
   */
  public static Awaitable<@Nullable Void> resumeOn(Executor executor) {
    return new ResumeOn(executor);
  }

  /**
   * An awaitable, started on an executor.
   *
   * @param executor where to start it
   * @param awaitable what to start, when the task is awaited
   * @return a task with its outcome, which completes on the thread where the awaitable does
   */
  public static <T extends @Nullable Object> Task<T> scheduleOn(
      Executor executor, Awaitable<T> awaitable) {
    return new ScheduleOn<>(
        Objects.requireNonNull(executor, "executor"),
        Objects.requireNonNull(awaitable, "awaitable"));
  }

  /** Where the coroutines behind these methods are, for messages. */
  static StackTraceElement location(String method) {
    return new StackTraceElement(Tasks.class.getName(), method, "Tasks.java", -1);
  }

  /** Throws any exception as if it were the declared one: tasks surface theirs as they are. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X asDeclared(Throwable t) throws X {
    throw (X) t;
  }
}
