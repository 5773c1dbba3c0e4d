package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.internal.Named;
import org.jspecify.annotations.Nullable;

/**
 * A task that a request to stop does not reach, see {@link Task#shielded}.
 *
 * @param <T> type of the value
 */
record Shielded<T extends @Nullable Object>(Task<T> task) implements Task<T>, Droppable, Named {
  @Override
  public Awaiter<T> awaiter() {
    return ShieldedAwaiter.of(task.awaiter());
  }

  @Override
  public Object subject() {
    return task;
  }

  @Override
  public Task<T> shielded() {
    return this;
  }

  @Override
  public void drop() {
    Droppable.drop(task);
  }

  @Override
  public String toString() {
    return "Task.shielded of " + task;
  }
}
