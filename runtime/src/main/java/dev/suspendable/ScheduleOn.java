package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Tasks#scheduleOn}, a coroutine written by hand: {@code
 * await(resumeOn(executor)); return awaitable}.
 */
final class ScheduleOn<T extends @Nullable Object> extends TaskPromise<T> {
  private final Executor executor;
  private @Nullable Awaitable<T> awaitable;

  ScheduleOn(Executor executor, Awaitable<T> awaitable) {
    this.executor = executor;
    this.awaitable = awaitable;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the awaitable's own value; there until the end
  protected @Nullable Awaiter<?> step() throws Throwable {
    if (unwinding()) {
      return unwound();
    }
    Awaiter<?> awaiter;
    switch (resumePoint()) {
      case 0:
        return suspend(1, new ResumeOn(executor));
      case 1:
        awaited().awaitResume();
        awaiter = awaitable.awaiter();
        if (!awaiter.awaitReady()) {
          return suspend(2, awaiter);
        }
        break;
      default:
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
    return Tasks.location("scheduleOn");
  }
}
