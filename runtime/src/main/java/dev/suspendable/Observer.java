package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand: awaits one awaitable, stores the outcome, and tells its subclass. It
 * is how code that is no coroutine awaits. To be started by running it, or by returning it from
 * {@code awaitSuspend}.
 */
abstract class Observer<T extends @Nullable Object> extends Promise {
  private @Nullable Awaitable<T> awaitable;
  private final StackTraceElement location;
  private @Nullable Object outcome;

  /**
   * Makes an observer that has not started.
   *
   * @param method the method of {@link Tasks} on whose behalf it awaits, for messages
   */
  Observer(Awaitable<T> awaitable, String method) {
    this.awaitable = awaitable;
    this.location = Tasks.location(method);
  }

  /**
   * Called when the outcome is known.
   *
   * @return what to run next on this thread
   */
  abstract Continuation completed();

  /** What the awaitable completed with, see {@link Outcome}. */
  final @Nullable Object outcome() {
    return outcome;
  }

  @Override
  @SuppressWarnings("NullAway") // awaitable is there until the end of the body
  protected final @Nullable Awaiter<?> step() throws Throwable {
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
    outcome = awaiter.awaitResume();
    return null;
  }

  @Override
  protected final void clear() {
    awaitable = null;
  }

  @Override
  protected final StackTraceElement location() {
    return location;
  }

  @Override
  protected final void unhandledException(Throwable t) {
    outcome = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledDone(@Nullable Throwable cleanupFailure) {
    outcome = Outcome.done(cleanupFailure);
  }

  @Override
  protected final Continuation transferAtEnd() {
    return completed();
  }
}
