package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Droppable;
import org.jspecify.annotations.Nullable;

/**
 * A task that a request to stop does not reach, see {@link Task#shielded}.
 *
 * @param <T> type of the value
 */
record Shielded<T extends @Nullable Object>(Task<T> task) implements Task<T>, Droppable {
  @Override
  public Awaiter<T> awaiter() {
    return ShieldedAwaiter.of(task.awaiter());
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
