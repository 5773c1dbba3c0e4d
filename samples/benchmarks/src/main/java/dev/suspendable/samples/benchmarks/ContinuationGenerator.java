package dev.suspendable.samples.benchmarks;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.Consumer;

/** A generator whose body runs on a stack of its own, see {@link RawContinuation}. */
final class ContinuationGenerator implements PrimitiveIterator.OfInt {
  private final RawContinuation continuation;
  private int value;
  private boolean ready;

  ContinuationGenerator(Consumer<ContinuationGenerator> body) {
    continuation = new RawContinuation(() -> body.accept(this));
  }

  /** For the body. */
  void yieldValue(int element) {
    value = element;
    ready = true;
    RawContinuation.suspend();
  }

  @Override
  public boolean hasNext() {
    if (!ready && !continuation.done()) {
      continuation.resume();
    }
    return ready;
  }

  @Override
  public int nextInt() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return value;
  }
}
