package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * For compiled coroutines and for authors of suspension operators: the companions of {@link
 * Coroutines}, and the exception for an operator's body. A separate class, because users import all
 * of {@code Coroutines}.
 */
public final class Operators {
  private Operators() {}

  /** Makes the awaiter for {@link Coroutines#await(Awaitable)}. */
  @SuppressWarnings("unchecked") // an awaiter only produces its values
  public static <T extends @Nullable Object> Awaiter<T> awaiter(Awaitable<? extends T> awaitable) {
    return (Awaiter<T>) awaitable.awaiter();
  }

  /** Makes the awaiter for {@link Coroutines#await(Awaitable, Class)}. */
  @SuppressWarnings("unchecked") // an awaiter only produces its values
  public static <T extends @Nullable Object, X extends Throwable> Awaiter<T> awaiter(
      Awaitable<? extends T> awaitable, Class<X> thrown) {
    return (Awaiter<T>) awaitable.awaiter();
  }

  /** Makes the awaiter for {@link Coroutines#await(CompletionStage)}. */
  public static <T extends @Nullable Object> Awaiter<T> awaiter(
      CompletionStage<? extends T> stage) {
    return new StageAwaiter<T>(stage);
  }

  /** Makes the awaiter for {@link Coroutines#await(CompletionStage, Class)}. */
  public static <T extends @Nullable Object, X extends Throwable> Awaiter<T> awaiter(
      CompletionStage<? extends T> stage, Class<X> thrown) {
    return new StageAwaiter<T>(stage);
  }

  /** Makes the awaiter for {@link Coroutines#await(Optional)}. */
  public static <T> Awaiter<T> awaiter(Optional<? extends T> optional) {
    return Unwrapping.<T>of(optional);
  }

  /** Makes the awaiter for {@link Coroutines#await(Result)}. */
  public static <T extends @Nullable Object> Awaiter<T> awaiter(Result<? extends T> result) {
    return Unwrapping.<T>of(result);
  }

  /**
   * Makes the awaiter for the closing of an {@link AsyncCloseable} at the end of a {@code try}
   * statement: a request to stop does not end it.
   */
  public static Awaiter<?> closing(Awaitable<?> closing) {
    return ShieldedAwaiter.closing(closing.awaiter());
  }

  /**
   * The exception for the body of a suspension operator: its message says which method was compiled
   * without the processor, and how to correct the build. The operator must call this directly.
   *
   * <pre>{@code
   * @SuspensionOperator(awaiter = "receiver")
   * public T receive() { throw Operators.uncompiled(); }
   * }</pre>
   *
   * @return an exception to throw
   */
  public static IllegalStateException uncompiled() {
    return UncompiledCoroutine.exception();
  }
}
