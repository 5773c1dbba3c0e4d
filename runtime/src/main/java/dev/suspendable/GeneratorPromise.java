package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.SuspendAlways;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link Generator}.
 *
 * @param <T> type of the values
 */
@NotAwaiting(
    advice = "Await what the generator needs before calling it, and pass it as an argument.")
public abstract class GeneratorPromise<T extends @Nullable Object> extends GeneratorBase<T> {
  private @Nullable T value;

  /** For generated frames. */
  protected GeneratorPromise() {}

  /** The generator is the frame. */
  protected final Generator<T> getReturnObject() {
    return this;
  }

  /** {@code yieldValue(element)}. */
  protected final SuspendAlways yieldValue(T element) {
    value = element;
    return yielded();
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  public final T next() {
    if (!take()) {
      return delegate().next();
    }
    T element = value;
    value = null;
    return element;
  }
}
