package dev.suspendable.test;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Inspection;
import dev.suspendable.coroutine.Promise;
import java.time.Duration;

/**
 * A coroutine that is about to suspend: where a failure can be injected, see {@link
 * Exploration#injectingFailures}. Valid only inside that call.
 */
public final class Suspension {
  private static final Class<?> YIELD = Task.yieldNow().awaiter().getClass();
  private static final Class<?> SWITCH = Task.switchTo(Runnable::run).awaiter().getClass();

  private final Promise coroutine;
  private final Awaiter<?> awaiter;

  Suspension(Promise coroutine, Awaiter<?> awaiter) {
    this.coroutine = coroutine;
    this.awaiter = awaiter;
  }

  /** Returns the coroutine's file and line, class and method. */
  public StackTraceElement location() {
    return Inspection.of(coroutine).location();
  }

  /** Returns what the coroutine is going to wait for. */
  public Awaiter<?> awaiter() {
    return awaiter;
  }

  /**
   * Whether it is an operation that could fail by itself: not one of the library that runs other
   * coroutines or waits for them, such as {@code whenAll} or the end of a scope, and not {@code
   * yieldNow} or {@code switchTo}. {@link Task#delay(Duration)} counts, because it often stands for
   * an operation.
   *
   * @return whether failures are injected here by default
   */
  public boolean isOperation() {
    Class<?> type = awaiter.getClass();
    Class<?> around = type.getEnclosingClass();
    return type != YIELD
        && type != SWITCH
        && !(awaiter instanceof Task<?>)
        && !type.getPackageName().equals("dev.suspendable.scope")
        && (around == null || !Promise.class.isAssignableFrom(around));
  }

  @Override
  public String toString() {
    return Text.of(location()) + " awaits " + awaiter;
  }
}
