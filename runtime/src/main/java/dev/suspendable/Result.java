package dev.suspendable;

import dev.suspendable.annotations.CoroutineType;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task or another computation has ended: with a value, by an exception, or stopped.
 * Immutable.
 *
 * <p>It is a coroutine type too. Awaiting a result that is not a success ends the coroutine with
 * that result:
 *
 * <pre>{@code
 * @Suspendable
 * Result<Order> order(String line) {
 *   String id = await(parseId(line));          // a Result<String>
 *   int amount = await(parseAmount(line));     // a Result<Integer>
 *   return Result.of(new Order(id, amount));
 * }
 * }</pre>
 *
 * <p>The body runs at the call, as that of an ordinary method. {@code await} of a {@code Result}
 * has its value. If it has none, the coroutine leaves its scopes, running {@code finally} blocks
 * but no {@code catch} block, and returns that very result. An exception that leaves the body, of
 * any class, becomes a failed result, as in a {@link Task}: the call does not throw. A body that
 * awaits anything else is a compile error. A coroutine that waits too returns {@code
 * Task<Result<T>>}, and may await both; an exception of its body fails the task.
 *
 * <p>The idea is that of Kotlin's {@code Result} and {@code runCatching}, and of the {@code ?}
 * operator of Rust. (Kotlin's {@code runCatching} takes the signal to cancel for a failure; the
 * stopped signal is none.)
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = ResultPromise.class)
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
