package dev.suspendable;

import dev.suspendable.annotations.NotAwaiting;
import dev.suspendable.coroutine.SuspendAlways;
import java.util.PrimitiveIterator;

/** The promise of {@link Generator.OfInt}. */
@NotAwaiting(
    advice = "Await what the generator needs before calling it, and pass it as an argument.")
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

  @Override
  public final Integer next() {
    return nextInt();
  }

  @Override
  public final int nextInt() {
    if (take()) {
      return value;
    }
    Generator<? extends Integer> source = delegate();
    return source instanceof PrimitiveIterator.OfInt ints ? ints.nextInt() : source.next();
  }
}
