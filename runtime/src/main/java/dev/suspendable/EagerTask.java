package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A computation of one value that starts at the call. It is a {@link Future} too, for code that is
 * not a coroutine.
 *
 * <pre>{@code
 * @Suspendable
 * EagerTask<Report> report() {
 *   return EagerTask.of(await(load()));
 * }
 *
 * EagerTask<Report> report = report();       // runs until it suspends
 * report.get(1, TimeUnit.SECONDS);           // on a thread
 * await(report);                             // in a coroutine, any number of times
 * }</pre>
 *
 * <p>The body starts on the calling thread, in the context of the coroutine that calls it. Nothing
 * waits for it by itself: a task that must not outlive its caller belongs into a {@code TaskScope}.
 *
 * <p><b>Stop.</b> {@link #cancel} requests the body to stop, and does not wait for its cleanups. A
 * coroutine that is stopped while it awaits the task leaves it; the task continues, unlike a future
 * that is awaited: others may await it too.
 *
 * <p>Safe for use by several threads. The idea is that of C#'s hot tasks; the queries are those of
 * FlowCoro's and JavaScript's promises.
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = EagerTaskPromise.class)
public interface EagerTask<T extends @Nullable Object> extends Awaitable<T>, Future<T> {

  /**
   * In a coroutine, {@code return EagerTask.of(value)} completes it with the value. Elsewhere makes
   * a task that has the value already.
   *
   * @param value the value
   * @return the task
   */
  @CoReturn
  static <T extends @Nullable Object> EagerTask<T> of(T value) {
    return new StartedTask<>(CompletableFuture.completedFuture(value));
  }

  /**
   * In a coroutine, {@code return EagerTask.completed()} completes it. Elsewhere makes a task that
   * has completed already.
   *
   * @return the task
   */
  @CoReturn
  @SuppressWarnings("NullAway") // Void has no other value
  static EagerTask<@Nullable Void> completed() {
    return new StartedTask<>(CompletableFuture.completedFuture(null));
  }

  /**
   * Requests the body to stop. Does not wait for it.
   *
   * @param mayInterruptIfRunning has no effect
   * @return whether the task is cancelled now; false if it has ended before
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);

  /**
   * Whether the task has not ended.
   *
   * @return the opposite of {@link #isDone}
   */
  default boolean isPending() {
    return !isDone();
  }

  /**
   * Whether the task has ended, in any way.
   *
   * @return {@link #isDone}
   */
  default boolean isSettled() {
    return isDone();
  }

  /**
   * Whether the task has ended with a value.
   *
   * @return true from then on
   */
  boolean isFulfilled();

  /**
   * Whether the task has ended by an exception, or was stopped.
   *
   * @return true from then on
   */
  boolean isRejected();

  /**
   * Returns the value.
   *
   * @return the value
   * @throws IllegalStateException unless the task has ended with a value
   */
  T resultNow();

  /**
   * Returns the exception.
   *
   * @return the exception, not wrapped
   * @throws IllegalStateException unless the task has ended by an exception
   */
  Throwable exceptionNow();

  /**
   * Lets the task run without an owner: an exception of the body goes to the uncaught exception
   * handler of the thread where it ends, so that it is not lost.
   */
  void detach();
}
