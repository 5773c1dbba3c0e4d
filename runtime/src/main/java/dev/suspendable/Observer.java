package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Awaits on behalf of code that is not a coroutine. It is not a coroutine itself: a further
 * coroutine class would take an entry in the JVM's type profiles that the user's coroutines need.
 *
 * @param <T> type of the value
 */
abstract class Observer<T extends @Nullable Object> extends Arrival {
  private final TaskPromise<T> task;
  private final String method;
  private @Nullable Object outcome;

  /**
   * @param method the method of {@link Task} that it represents in messages
   */
  Observer(Awaitable<? extends T> awaitable, String method) {
    this.task = Relay.taskOf(awaitable, method);
    this.method = method;
  }

  /** Awaits, in an environment. */
  final void start(@Nullable Environment environment) {
    Continuation first;
    try {
      first = Chain.start(environment, task.startFor(this));
    } catch (IllegalStateException awaitedBefore) {
      outcome = new Outcome.Failure(awaitedBefore);
      first = completed();
    }
    first.run();
  }

  /** Called when the awaitable has completed, with {@link #outcome}. Returns what to run next. */
  abstract Continuation completed();

  /** Returns the outcome of the awaitable, see {@link Outcome}. */
  final @Nullable Object outcome() {
    return outcome;
  }

  @Override
  protected final Continuation perform() {
    Chain.leave();
    outcome = task.outcome();
    task.wasAwaitedBy(method);
    return completed();
  }

  @Override
  public final String toString() {
    return method;
  }
}
