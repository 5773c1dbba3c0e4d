package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The promise of {@link Generator.OfLong}. */
@NotAwaiting(
    advice = "return an AsyncGenerator, or await before calling and pass the value as an argument")
public abstract class LongGeneratorPromise extends GeneratorBase<Long> implements Generator.OfLong {
  private long value;

  /** For generated frames. */
  protected LongGeneratorPromise() {}

  /** The generator is the frame. */
  protected final Generator.OfLong getReturnObject() {
    return this;
  }

  /** {@code yieldValue(element)}. */
  protected final SuspendAlways yieldValue(long element) {
    value = element;
    return yielded();
  }

  /** {@code yieldValue(element)} in push mode. */
  protected final @Nullable Awaiter<?> yieldValueTo(LongConsumer sink, long element) {
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
  protected @Nullable Awaiter<?> stepTo(LongConsumer sink) throws Throwable {
    return $step();
  }

  @Override
  public final void forEachRemaining(LongConsumer action) {
    Objects.requireNonNull(action, "action");
    $push(() -> stepTo(action));
    while (hasNext()) {
      action.accept(nextLong());
    }
  }

  @Override
  public final Long next() {
    return nextLong();
  }

  @Override
  public final long nextLong() {
    take();
    return value;
  }

  @Override
  final void takeFrom(GeneratorBase<? extends Long> nested) {
    value = nested instanceof LongGeneratorPromise same ? same.value : nested.removeValue();
  }

  @Override
  final Long removeValue() {
    return value;
  }
}
