package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link EagerTask}.
 *
 * @param <T> type of the value
 */
public abstract class EagerTaskPromise<T extends @Nullable Object> extends StartedPromise<T> {

  /** For generated frames. */
  protected EagerTaskPromise() {}

  /** Returns the task that this coroutine completes. */
  protected final EagerTask<T> getReturnObject() {
    return new StartedTask<>(future);
  }

  /** {@code return EagerTask.completed()}. */
  protected final void returnVoid() {}

  /**
   * {@code return task}: awaits another task, of any kind.
   *
   * @throws NullPointerException if the task is null
   */
  @SuppressWarnings("unchecked") // an awaitable only produces its values
  protected final Awaitable<T> returnFrom(Awaitable<? extends T> task) {
    return (Awaitable<T>) NullReturn.check(this, task, "a task");
  }
}
