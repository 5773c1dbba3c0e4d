package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaiter;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Generators of longs and doubles. */
class LongAndDoubleGeneratorTest {

  /** {@code for (long i = 0; i < n; i++) yieldValue(i << 32);}. */
  private static final class Longs extends LongGeneratorPromise {
    private final long n;
    private long i;

    Longs(long n) {
      this.n = n;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($entry() < 0) {
        return $unwound();
      }
      $resumed();
      if (i == n) {
        return null;
      }
      yieldValue(i++ << 32);
      return $suspend(1);
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Counts", "longs", "Counts.java", 20);
    }
  }

  /** {@code for (int i = 0; i < n; i++) yieldValue(i / 2.0);}. */
  private static final class Doubles extends DoubleGeneratorPromise {
    private final int n;
    private int i;

    Doubles(int n) {
      this.n = n;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($entry() < 0) {
        return $unwound();
      }
      $resumed();
      if (i == n) {
        return null;
      }
      yieldValue(i++ / 2.0);
      return $suspend(1);
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Counts", "doubles", "Counts.java", 30);
    }
  }

  @Test
  void iterateWithoutBoxes() {
    long sum = 0;
    for (PrimitiveIterator.OfLong it = new Longs(100).iterator(); it.hasNext(); ) {
      sum += it.nextLong();
    }
    assertThat(sum).isEqualTo(4950L << 32);
    double doubles = 0;
    for (PrimitiveIterator.OfDouble it = new Doubles(100).iterator(); it.hasNext(); ) {
      doubles += it.nextDouble();
    }
    assertThat(doubles).isEqualTo(2475);
  }

  @Test
  void areGeneratorsOfBoxesToo() {
    assertThat((Iterable<Long>) new Longs(2)).containsExactly(0L, 1L << 32);
    assertThat((Iterable<Double>) new Doubles(2)).containsExactly(0.0, 0.5);
  }

  @Test
  void stream() {
    assertThat(new Longs(100).longStream().map(i -> i >> 32).sum()).isEqualTo(4950);
    assertThat(new Longs(2).stream()).containsExactly(0L, 1L << 32);
    assertThat(new Doubles(100).doubleStream().sum()).isEqualTo(2475);
    assertThat(new Doubles(2).stream()).containsExactly(0.0, 0.5);
  }

  @Test
  void end() {
    assertThatThrownBy(Generator.OfLong.end()::nextLong).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(Generator.OfLong.end()::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(Generator.OfDouble.end()::nextDouble)
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(Generator.OfDouble.end()::next).isInstanceOf(NoSuchElementException.class);
    Longs longs = new Longs(2);
    longs.nextLong();
    longs.close();
    assertThatThrownBy(longs::nextLong).isInstanceOf(NoSuchElementException.class);
  }
}
