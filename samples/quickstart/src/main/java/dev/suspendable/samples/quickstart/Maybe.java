package dev.suspendable.samples.quickstart;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Optional;

/**
 * A value or nothing, and a coroutine type of our own: in a coroutine that returns a {@code Maybe},
 * {@code await(maybe)} is the value, and awaiting an empty one ends the coroutine immediately, with
 * an empty result.
 *
 * <p>This file and {@link MaybePromise} contain everything that makes it a coroutine type:
 *
 * <ul>
 *   <li>{@code @CoroutineType} names the promise, which defines the meaning of a call, a {@code
 *       return} and an exception;
 *   <li>{@code @CoReturn} marks the factories that are used after {@code return};
 *   <li>{@link #awaiter} defines the meaning of {@code await}.
 * </ul>
 *
 * <p>The idea of ending a coroutine from within an await is from P1662R0, "simulating co_return".
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = MaybePromise.class)
interface Maybe<T> extends Awaitable<T> {

  /** Returns the value, if there is one. */
  Optional<T> toOptional();

  /** In a coroutine, {@code return Maybe.of(value)} ends it with that value. */
  @CoReturn
  static <T> Maybe<T> of(T value) {
    return new Known<>(Optional.of(value));
  }

  /** In a coroutine, {@code return Maybe.empty()} ends it without a value. */
  @CoReturn
  static <T> Maybe<T> empty() {
    return new Known<>(Optional.empty());
  }

  @Override
  default Awaiter<T> awaiter() {
    return new Unwrapping<>(toOptional());
  }

  /** A {@code Maybe} that is not a coroutine. */
  record Known<T>(Optional<T> toOptional) implements Maybe<T> {}

  /** One await of a {@code Maybe}. */
  record Unwrapping<T>(Optional<T> value) implements Awaiter<T> {

    /** If there is a value, there is nothing to wait for: the coroutine continues directly. */
    @Override
    public boolean awaitReady() {
      return value.isPresent();
    }

    /**
     * Without a value, the coroutine has suspended here, and continues with the <em>stopped
     * signal</em>: it leaves its scopes, running {@code finally} blocks but no {@code catch} block,
     * and ends. Nothing is thrown.
     */
    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      return point.setStopped();
    }

    @Override
    public T awaitResume() {
      return value.orElseThrow();
    }
  }
}
