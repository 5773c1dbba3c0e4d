package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Droppable;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand that turns any awaitable into a task: {@code return
 * await(awaitable)}.
 *
 * @param <T> type of the value
 */
final class Relay<T extends @Nullable Object> extends TaskPromise<T> {
  private @Nullable Awaitable<? extends T> awaitable;
  private final String method;

  /**
   * @param method the method of {@link Task} that it represents in messages
   */
  Relay(Awaitable<? extends T> awaitable, String method) {
    this.awaitable = awaitable;
    this.method = method;
  }

  /** Returns the awaitable if it is such a task already; otherwise a relay. */
  @SuppressWarnings("unchecked") // a task only produces its values
  static <T extends @Nullable Object> TaskPromise<T> taskOf(
      Awaitable<? extends T> awaitable, String method) {
    return awaitable instanceof TaskPromise<?> task
        ? (TaskPromise<T>) task
        : new Relay<>(awaitable, method);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the awaitable's own value; present until the end
  protected @Nullable Awaiter<?> $step() throws Throwable {
    if ($unwinding()) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    if ($resumePoint() == 0) {
      awaiter = awaitable.awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    returnValue((T) awaiter.awaitResume());
    return null;
  }

  @Override
  public void drop() {
    Awaitable<?> dropped = awaitable;
    super.drop();
    if (dropped != null && awaitable == null) {
      Droppable.drop(dropped);
    }
  }

  @Override
  protected void $clear() {
    awaitable = null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Task.class.getName(), method, "Task.java", -1);
  }
}
