package dev.suspendable;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task has ended: with a value, by an exception, or stopped. Immutable.
 *
 * @param <T> type of the value
 */
public final class Result<T extends @Nullable Object> {

  /** The ways in which a task ends. */
  public enum State {
    /** With a value. */
    SUCCESS,
    /** By an exception. */
    FAILED,
    /** By the stopped signal. */
    STOPPED
  }

  /** See {@link Outcome}. */
  private final @Nullable Object outcome;

  private Result(@Nullable Object outcome) {
    this.outcome = outcome;
  }

  /**
   * Makes a success.
   *
   * @param value the value
   * @return the result
   */
  public static <T extends @Nullable Object> Result<T> of(T value) {
    return new Result<>(value);
  }

  /**
   * Makes a failure.
   *
   * @param error the exception
   * @return the result
   */
  public static <T extends @Nullable Object> Result<T> failed(Throwable error) {
    return new Result<>(new Outcome.Failure(Objects.requireNonNull(error, "error")));
  }

  static <T extends @Nullable Object> Result<T> ofOutcome(@Nullable Object outcome) {
    return new Result<>(outcome);
  }

  /**
   * Returns the state.
   *
   * @return the state
   */
  public State state() {
    return outcome instanceof Outcome.Failure
        ? State.FAILED
        : outcome == Outcome.STOPPED ? State.STOPPED : State.SUCCESS;
  }

  /**
   * Returns the value.
   *
   * @return the value
   * @throws IllegalStateException if the task has failed
   * @throws CancellationException if the task was stopped
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only where T allows it
  public T get() {
    if (outcome instanceof Outcome.Failure failure) {
      throw new IllegalStateException("The task has failed", failure.error());
    }
    if (outcome == Outcome.STOPPED) {
      throw new CancellationException("The task was stopped");
    }
    return (T) outcome;
  }

  /**
   * Returns the exception.
   *
   * @return the exception
   * @throws IllegalStateException if the task has not failed
   */
  public Throwable exception() {
    if (outcome instanceof Outcome.Failure failure) {
      return failure.error();
    }
    throw new IllegalStateException("The task has not failed: " + this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Result<?> result && Objects.equals(outcome, result.outcome);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(outcome);
  }

  @Override
  public String toString() {
    return switch (state()) {
      case SUCCESS -> "Result[" + outcome + "]";
      case FAILED -> "Result[failed: " + exception() + "]";
      case STOPPED -> "Result[stopped]";
    };
  }
}
