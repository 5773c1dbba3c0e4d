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
 * {@code await(maybe)} is the value, and awaiting an empty one ends the coroutine on the spot, with
 * an empty result.
 *
 * <p>What makes it a coroutine type is all in this file and in {@link MaybePromise}:
 *
 * <ul>
 *   <li>{@code @CoroutineType} names the promise, which says what a call, a {@code return} and an
 *       exception mean;
 *   <li>{@code @CoReturn} marks the factories that stand behind {@code return};
 *   <li>{@link #awaiter} says what {@code await} means.
 * </ul>
 *
 * <p>The idea of ending a coroutine from within an await is that of P1662R0, "simulating
 * co_return".
 *
 * @param <T> type of the value
 */
@CoroutineType(promise = MaybePromise.class)
interface Maybe<T> extends Awaitable<T> {

  /** The value, if there is one. */
  Optional<T> toOptional();

  /** In a coroutine, {@code return Maybe.of(value)} ends it with that value. */
  @CoReturn
  static <T> Maybe<T> of(T value) {
    return new Known<>(Optional.of(value));
  }

  /** In a coroutine, {@code return Maybe.empty()} ends it with nothing. */
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

    /** With a value there is nothing to wait for: the coroutine goes straight on. */
    @Override
    public boolean awaitReady() {
      return value.isPresent();
    }

    /**
     * Without one, the coroutine has suspended here, and goes on with the <em>stopped signal</em>:
     * it leaves its scopes, running {@code finally} blocks but no {@code catch} block, and ends.
     * Nothing is thrown.
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
