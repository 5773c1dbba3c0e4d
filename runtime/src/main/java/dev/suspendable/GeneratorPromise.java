package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link Generator}.
 *
 * @param <T> type of the values
 */
@NotAwaiting(
    advice = "return an AsyncGenerator, or await before calling and pass the value as an argument")
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

  /** {@code yieldValue(element)} in push mode. */
  protected final @Nullable Awaiter<?> yieldValueTo(Consumer<? super T> sink, T element) {
    try {
      sink.accept(element);
      return null;
    } catch (Throwable t) {
      return $consumerFailed(t);
    }
  }

  /**
   * Runs the body from its start and passes its values to {@code sink}; by default up to the first.
   *
   * @param sink takes the values
   * @return the awaiter that the body suspends on, or null when it has ended
   * @throws Throwable the exception of the body
   */
  protected @Nullable Awaiter<?> stepTo(Consumer<? super T> sink) throws Throwable {
    return $step();
  }

  @Override
  public final void forEachRemaining(Consumer<? super T> action) {
    Objects.requireNonNull(action, "action");
    $push(() -> stepTo(action));
    while (hasNext()) {
      action.accept(next());
    }
  }

  @Override
  public final T next() {
    take();
    return removeValue();
  }

  @Override
  final void takeFrom(GeneratorBase<? extends T> nested) {
    value = nested.removeValue();
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  final T removeValue() {
    T element = value;
    value = null;
    return element;
  }
}
