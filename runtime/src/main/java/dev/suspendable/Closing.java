package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import org.jspecify.annotations.Nullable;

/**
 * Awaits a task, and closes a resource afterwards; a coroutine written by hand.
 *
 * <pre>{@code
 * try (resource) {
 *   return task;
 * }
 * }</pre>
 *
 * @param <R> type of the result
 */
final class Closing<R extends @Nullable Object> extends TaskPromise<R> {
  private static final int ENDED = 1;
  private static final int CLOSED = 2;
  private static final int CLOSED_UNWINDING = 3;

  private final AsyncCloseable resource;
  private final Task<R> task;
  private final String method;
  private @Nullable R value;
  private @Nullable Throwable failure;

  /**
   * @param method the method of {@link Task} that it represents in messages
   */
  Closing(AsyncCloseable resource, Task<R> task, String method) {
    this.resource = resource;
    this.task = task;
    this.method = method;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $resumePoint() == ENDED ? close(CLOSED_UNWINDING) : $unwound();
    }
    if (state >= CLOSED) {
      return closed($awaited(), state);
    }
    try {
      Awaiter<R> ending = task.awaiter();
      if (state == 0 && !ending.awaitReady()) {
        return $suspend(ENDED, ending);
      }
      value = ending.awaitResume();
    } catch (Throwable t) {
      failure = t;
    }
    return close(CLOSED);
  }

  private @Nullable Awaiter<?> close(int state) throws Throwable {
    try {
      Awaiter<?> closing = Operators.closing(resource.closeAsync());
      return closing.awaitReady() ? closed(closing, state) : $suspend(state, closing);
    } catch (Throwable t) {
      return failed(t, state);
    }
  }

  private @Nullable Awaiter<?> closed(Awaiter<?> closing, int state) throws Throwable {
    try {
      closing.awaitResume();
    } catch (Throwable t) {
      return failed(t, state);
    }
    return ended(state);
  }

  @SuppressWarnings("NullAway") // an R, null only where R allows it
  private @Nullable Awaiter<?> ended(int state) throws Throwable {
    if (state == CLOSED_UNWINDING) {
      return $unwound();
    }
    if (failure != null) {
      throw failure;
    }
    returnValue(value);
    return null;
  }

  private @Nullable Awaiter<?> failed(Throwable cleanup, int state) throws Throwable {
    if (state == CLOSED_UNWINDING) {
      $suppress(cleanup);
    } else if (failure == null) {
      failure = cleanup;
    } else if (failure != cleanup) {
      failure.addSuppressed(cleanup);
    }
    return ended(state);
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Task.class.getName(), method, "Task.java", -1);
  }
}
