package dev.suspendable.scope;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TaskScope} runs its subtasks. Immutable.
 *
 * @param executor the executor that the subtasks run on; null for that of the coroutine that opens
 *     the scope
 * @param limit the most subtasks that run at the same time
 * @param timeout the time after which the subtasks are stopped and joining fails; null for none
 * @param name the name of the scope, for messages; null for none
 */
public record ScopeOptions(
    @Nullable Executor executor, int limit, @Nullable Duration timeout, @Nullable String name) {

  /** No limits, and nothing of its own. */
  static final ScopeOptions NONE = new ScopeOptions(null, Integer.MAX_VALUE, null, null);

  /**
   * @throws IllegalArgumentException if the limit is not positive
   */
  public ScopeOptions {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
  }

  /**
   * Returns these options with an executor.
   *
   * @param other the executor that the subtasks run on
   * @return the new options
   */
  public ScopeOptions withExecutor(Executor other) {
    return new ScopeOptions(Objects.requireNonNull(other, "executor"), limit, timeout, name);
  }

  /**
   * Returns these options with a limit.
   *
   * @param most the most subtasks that run at the same time. Further ones start when others have
   *     ended, see {@link TaskScope#forkWhenFree}
   * @return the new options
   * @throws IllegalArgumentException if it is not positive
   */
  public ScopeOptions withLimit(int most) {
    return new ScopeOptions(executor, most, timeout, name);
  }

  /**
   * Returns these options with a timeout.
   *
   * @param other the time, from the opening of the scope on, after which the subtasks are stopped
   *     and joining throws a {@link TimeoutException}
   * @return the new options
   */
  public ScopeOptions withTimeout(Duration other) {
    return new ScopeOptions(executor, limit, Objects.requireNonNull(other, "timeout"), name);
  }

  /**
   * Returns these options with a name.
   *
   * @param other the name of the scope, for messages
   * @return the new options
   */
  public ScopeOptions withName(String other) {
    return new ScopeOptions(executor, limit, timeout, Objects.requireNonNull(other, "name"));
  }
}
