package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * A lazy computation of one value, which any number of coroutines may await.
 *
 * <pre>{@code
 * @Suspendable
 * SharedTask<Config> config() {
 *   return SharedTask.of(await(load()));
 * }
 *
 * SharedTask<Config> config = config();       // runs nothing
 * await(config);                              // starts the body, here or in another coroutine
 * await(config);                              // the same value
 * }</pre>
 *
 * <p>The first await starts the body, on the awaiting thread and in the context of that coroutine,
 * but without its request to stop and its deadline. The coroutines that await it continue one after
 * the other, in the order of their awaits, on the thread where the body ends or on the executors of
 * their contexts. The outcome is kept: each further await has it at once.
 *
 * <p><b>Stop.</b> A coroutine that is stopped while it awaits the task leaves it; the others still
 * get the value. When the last one has left, the body is stopped; each later await throws a {@link
 * java.util.concurrent.CancellationException}, and the method has to be called again for a new
 * task. A body that is stopped otherwise, because what it awaits was, stops its awaiters too.
 *
 * <p>Safe for use by several threads. The design is that of cppcoro's {@code shared_task}; stopping
 * the body with its last awaiter is an addition.
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = SharedTaskPromise.class, lazy = true)
public interface SharedTask<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * In a coroutine, {@code return SharedTask.of(value)} completes it with the value. Elsewhere
   * makes a task that has the value already.
   *
   * @param value the value
   * @return the task
   */
  @CoReturn
  static <T extends @Nullable Object> SharedTask<T> of(T value) {
    Task<T> ready = Task.of(value);
    return ready::awaiter;
  }

  /**
   * In a coroutine, {@code return SharedTask.completed()} completes it. Elsewhere makes a task that
   * has completed already.
   *
   * @return the task
   */
  @CoReturn
  static SharedTask<@Nullable Void> completed() {
    Task<@Nullable Void> ready = Task.completed();
    return ready::awaiter;
  }
}
