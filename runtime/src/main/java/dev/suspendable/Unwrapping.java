package dev.suspendable;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The await of an object that has a value, or else is what the coroutine returns. It does not wait:
 * nothing happens between the suspension and the early return, so the coroutine keeps its context.
 *
 * @param <T> type of the value
 */
final class Unwrapping<T extends @Nullable Object> implements FrameAwaiter<T> {
  private final @Nullable T value;
  private final @Nullable Object returned;

  private Unwrapping(@Nullable T value, @Nullable Object returned) {
    this.value = value;
    this.returned = returned;
  }

  static <T> Unwrapping<T> of(Optional<? extends T> optional) {
    return optional.isPresent()
        ? new Unwrapping<>(optional.get(), null)
        : new Unwrapping<>(null, optional);
  }

  static <T extends @Nullable Object> Unwrapping<T> of(Result<? extends T> result) {
    return result.state() == Result.State.SUCCESS
        ? new Unwrapping<>(result.get(), null)
        : new Unwrapping<>(null, result);
  }

  @Override
  public boolean awaitReady() {
    return returned == null;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    return frame.setReturned(returned);
  }

  @Override
  public boolean extendsChain() {
    return true;
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  public T awaitResume() {
    if (returned != null) {
      throw new IllegalStateException("The coroutine was resumed where it returns " + returned);
    }
    return value;
  }
}
