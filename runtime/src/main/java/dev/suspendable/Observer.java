package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * How code that is no coroutine awaits. It is none either: coroutines that the JVM has to tell
 * apart from the user's cost these a place in its type profiles.
 *
 * @param <T> type of the value
 */
abstract class Observer<T extends @Nullable Object> extends Arrival {
  private final TaskPromise<T> task;
  private final String method;
  private @Nullable Object outcome;

  /**
   * @param method of {@link Task} that it stands for, in messages
   */
  Observer(Awaitable<? extends T> awaitable, String method) {
    this.task = Relay.taskOf(awaitable, method);
    this.method = method;
  }

  /** Awaits. */
  final void start() {
    Continuation first;
    try {
      first = task.startFor(this);
    } catch (IllegalStateException awaitedBefore) {
      outcome = new Outcome.Failure(awaitedBefore);
      first = completed();
    }
    first.run();
  }

  /** The awaitable has completed, with {@link #outcome}. Returns what to run next. */
  abstract Continuation completed();

  /** What the awaitable completed with, see {@link Outcome}. */
  final @Nullable Object outcome() {
    return outcome;
  }

  @Override
  protected final Continuation perform() {
    outcome = task.outcome();
    task.wasAwaitedBy(method);
    return completed();
  }

  @Override
  public final String toString() {
    return method;
  }
}
