package dev.suspendable.processor.testing;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Promise;
import org.jspecify.annotations.Nullable;

/** A coroutine, written by hand, that awaits a task and notes its outcome. */
final class Driver extends Promise {
  private final Task<?> task;
  private @Nullable Outcome outcome;
  private @Nullable Object value;
  private @Nullable Throwable failure;

  Driver(Task<?> task) {
    this.task = task;
  }

  void begin() {
    $start();
  }

  /** How the task has ended, or null if it has not. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  /** The result of a task in a plain program, where nothing suspends. */
  @SuppressWarnings("unchecked") // what a Task of T is completed with
  static <T extends @Nullable Object> T plainResult(Task<T> task) {
    Driver driver = new Driver(task);
    driver.begin();
    if (driver.failure != null) {
      throw Trial.sneak(Stopped.outcomeOf(driver.failure));
    }
    if (driver.outcome == null) {
      throw new AssertionError("a task of a plain program has suspended");
    }
    return (T) driver.value;
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    if ($unwinding()) {
      return $unwound();
    }
    Awaiter<?> awaiter;
    if ($resumePoint() == 0) {
      awaiter = task.awaiter();
      if (!awaiter.awaitReady()) {
        return $suspend(1, awaiter);
      }
    } else {
      awaiter = $awaited();
    }
    value = awaiter.awaitResume();
    outcome = Outcome.value(value);
    return null;
  }

  @Override
  protected void unhandledException(Throwable t) {
    failure = t;
    outcome = Outcome.thrown(t);
  }

  @Override
  protected void unhandledStopped(@Nullable Throwable cleanupFailure) {
    outcome = cleanupFailure == null ? Outcome.STOPPED : Outcome.thrown(cleanupFailure);
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(Driver.class.getName(), "step", "Driver.java", -1);
  }
}
