package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The promise of {@link Generator.OfDouble}. */
@NotAwaiting(
    advice = "return an AsyncGenerator, or await before calling and pass the value as an argument")
public abstract class DoubleGeneratorPromise extends GeneratorBase<Double>
    implements Generator.OfDouble {
  private double value;

  /** For generated frames. */
  protected DoubleGeneratorPromise() {}

  /** The generator is the frame. */
  protected final Generator.OfDouble getReturnObject() {
    return this;
  }

  /** {@code yieldValue(element)}. */
  protected final SuspendAlways yieldValue(double element) {
    value = element;
    return yielded();
  }

  /** {@code yieldValue(element)} in push mode. */
  protected final @Nullable Awaiter<?> yieldValueTo(DoubleConsumer sink, double element) {
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
  protected @Nullable Awaiter<?> stepTo(DoubleConsumer sink) throws Throwable {
    return $step();
  }

  @Override
  public final void forEachRemaining(DoubleConsumer action) {
    Objects.requireNonNull(action, "action");
    $push(() -> stepTo(action));
    while (hasNext()) {
      action.accept(nextDouble());
    }
  }

  @Override
  public final Double next() {
    return nextDouble();
  }

  @Override
  public final double nextDouble() {
    take();
    return value;
  }

  @Override
  final void takeFrom(GeneratorBase<? extends Double> nested) {
    value = nested instanceof DoubleGeneratorPromise same ? same.value : nested.removeValue();
  }

  @Override
  final Double removeValue() {
    return value;
  }
}
