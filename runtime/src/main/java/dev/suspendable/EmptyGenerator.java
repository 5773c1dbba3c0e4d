package dev.suspendable;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A generator that has ended already. */
class EmptyGenerator<T extends @Nullable Object> implements Generator<T> {

  @Override
  public boolean hasNext() {
    return false;
  }

  @Override
  public T next() {
    throw new NoSuchElementException();
  }

  @Override
  public void close() {}

  /** The same for ints. */
  static final class OfInt extends EmptyGenerator<Integer> implements Generator.OfInt {
    @Override
    public Integer next() {
      throw new NoSuchElementException();
    }

    @Override
    public int nextInt() {
      throw new NoSuchElementException();
    }
  }

  /** The same for longs. */
  static final class OfLong extends EmptyGenerator<Long> implements Generator.OfLong {
    @Override
    public Long next() {
      throw new NoSuchElementException();
    }

    @Override
    public long nextLong() {
      throw new NoSuchElementException();
    }
  }

  /** The same for doubles. */
  static final class OfDouble extends EmptyGenerator<Double> implements Generator.OfDouble {
    @Override
    public Double next() {
      throw new NoSuchElementException();
    }

    @Override
    public double nextDouble() {
      throw new NoSuchElementException();
    }
  }
}
