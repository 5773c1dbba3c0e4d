package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The promise of {@link Generator.OfInt}. */
@NotAwaiting(
    advice = "return an AsyncGenerator, or await before calling and pass the value as an argument")
public abstract class IntGeneratorPromise extends GeneratorBase<Integer>
    implements Generator.OfInt {
  private int value;

  /** For generated frames. */
  protected IntGeneratorPromise() {}

  /** The generator is the frame. */
  protected final Generator.OfInt getReturnObject() {
    return this;
  }

  /** {@code yieldValue(element)}. */
  protected final SuspendAlways yieldValue(int element) {
    value = element;
    return yielded();
  }

  /** {@code yieldValue(element)} in push mode. */
  protected final @Nullable Awaiter<?> yieldValueTo(IntConsumer sink, int element) {
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
  protected @Nullable Awaiter<?> stepTo(IntConsumer sink) throws Throwable {
    return $step();
  }

  @Override
  public final void forEachRemaining(IntConsumer action) {
    Objects.requireNonNull(action, "action");
    $push(() -> stepTo(action));
    while (hasNext()) {
      action.accept(nextInt());
    }
  }

  @Override
  public final Integer next() {
    return nextInt();
  }

  @Override
  public final int nextInt() {
    take();
    return value;
  }

  @Override
  final void takeFrom(GeneratorBase<? extends Integer> nested) {
    value = nested instanceof IntGeneratorPromise same ? same.value : nested.removeValue();
  }

  @Override
  final Integer removeValue() {
    return value;
  }
}
