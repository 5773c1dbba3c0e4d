package dev.suspendable.sync;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand that awaits one awaitable of a {@link Select}, whose awaiter is not
 * ready.
 *
 * @param <R> type of the result of the select
 */
final class SelectBranch<R extends @Nullable Object> extends Promise {
  private static final Object STOPPED = new Object();

  private record Failure(Throwable error) {}

  private final AwaitingChoice<R> choice;
  private final Case.Awaiting<?, R> awaiting;
  private final Awaiter<?> awaiter;
  private @Nullable Object outcome;

  SelectBranch(AwaitingChoice<R> choice, Case.Awaiting<?, R> awaiting, Awaiter<?> awaiter) {
    this.choice = choice;
    this.awaiting = awaiting;
    this.awaiter = awaiter;
  }

  @Override
  protected Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $unwound();
    }
    if (state == 0) {
      return $suspend(1, awaiter);
    }
    Awaiter<?> awaited = $awaited();
    if (awaited instanceof Task<?> || choice.chooses(this)) {
      outcome = awaited.awaitResume();
    } else {
      awaited.awaitRejected(); // another case was chosen: what this one has got goes to the next
    }
    return null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Select.class.getName(), "onAwait", "Select.java", -1);
  }

  @Override
  protected void unhandledException(Throwable t) {
    outcome = new Failure(t);
  }

  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) {
    outcome = cleanupFailure == null ? STOPPED : new Failure(cleanupFailure);
  }

  @Override
  protected Continuation transferAtEnd() {
    Chain.leave();
    return choice.ended(this);
  }

  @Override
  protected @Nullable Object chainAbove() {
    return choice.outer();
  }

  boolean isStopped() {
    return outcome == STOPPED;
  }

  R result() throws Throwable {
    if (outcome instanceof Failure failure) {
      throw failure.error;
    }
    return awaiting.result(outcome);
  }

  /** Returns what a task has got although another case was chosen. */
  void dropValue() {
    if (outcome instanceof AsyncMutex.Held held) {
      held.close();
    } else if (outcome instanceof AsyncSemaphore.Permit permit) {
      permit.close();
    }
    outcome = null;
  }
}
