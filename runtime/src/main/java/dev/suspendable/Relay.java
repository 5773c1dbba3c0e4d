package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand that makes a task of any awaitable: {@code return await(awaitable)}.
 *
 * @param <T> type of the value
 */
final class Relay<T extends @Nullable Object> extends TaskPromise<T> {
  private @Nullable Awaitable<T> awaitable;
  private final String method;

  /**
   * @param method of {@link Tasks} that it stands for, in messages
   */
  Relay(Awaitable<T> awaitable, String method) {
    this.awaitable = awaitable;
    this.method = method;
  }

  /** The awaitable if it is such a task already, or a relay. */
  static <T extends @Nullable Object> TaskPromise<T> taskOf(Awaitable<T> awaitable, String method) {
    return awaitable instanceof TaskPromise<T> task ? task : new Relay<>(awaitable, method);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the awaitable's own value; there until the end
  protected @Nullable Awaiter<?> step() throws Throwable {
    if (unwinding()) {
      return unwound();
    }
    Awaiter<?> awaiter;
    if (resumePoint() == 0) {
      awaiter = awaitable.awaiter();
      if (!awaiter.awaitReady()) {
        return suspend(1, awaiter);
      }
    } else {
      awaiter = awaited();
    }
    returnValue((T) awaiter.awaitResume());
    return null;
  }

  @Override
  protected void clear() {
    awaitable = null;
  }

  @Override
  protected StackTraceElement location() {
    return Tasks.location(method);
  }
}
