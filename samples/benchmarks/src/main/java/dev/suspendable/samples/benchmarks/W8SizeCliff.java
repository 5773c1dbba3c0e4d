package dev.suspendable.samples.benchmarks;

import dev.suspendable.Generator;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.Param;

/**
 * W8: K yields in a row in an endless loop. One operation is one element. HotSpot does not compile
 * a method of more than 8,000 bytes of byte code.
 */
public class W8SizeCliff extends Workload {
  @Param("1000000")
  int n;

  @Param({"8", "64", "150", "1000"})
  int k;

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    return (long) n * (n - 1) / 2;
  }

  @Override
  protected void shrink() {
    n = 5000;
  }

  @Benchmark
  public long suspendable() {
    return sum(ours(), n);
  }

  private Generator.OfInt ours() {
    switch (k) {
      case 8:
        return W8Generators.yield8();
      case 64:
        return W8Generators.yield64();
      case 150:
        return W8Generators.yield150();
      case 1000:
        return W8Generators.yield1000();
      default:
        throw new IllegalArgumentException("k: " + k);
    }
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static long sum(PrimitiveIterator.OfInt values, int n) {
    long sum = 0;
    for (int i = 0; i < n && values.hasNext(); i++) {
      sum += values.nextInt();
    }
    return sum;
  }

  @Benchmark
  public long hand() {
    return sum(byHand(), n);
  }

  private IntCursor byHand() {
    switch (k) {
      case 8:
        return new W8Hand8();
      case 64:
        return new W8Hand64();
      case 150:
        return new W8Hand150();
      case 1000:
        return new W8Hand1000();
      default:
        throw new IllegalArgumentException("k: " + k);
    }
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static long sum(IntCursor values, int n) {
    long sum = 0;
    for (int i = 0; i < n && values.hasNext(); i++) {
      sum += values.nextInt();
    }
    return sum;
  }

  @Benchmark
  public long kotlin() {
    return sumBoxed(kotlins(), n);
  }

  private Iterator<Integer> kotlins() {
    switch (k) {
      case 8:
        return KotlinSizes.yield8();
      case 64:
        return KotlinSizes.yield64();
      case 150:
        return KotlinSizes.yield150();
      case 1000:
        return KotlinSizes.yield1000();
      default:
        throw new IllegalArgumentException("k: " + k);
    }
  }

  @CompilerControl(Mode.DONT_INLINE)
  private static long sumBoxed(Iterator<Integer> values, int n) {
    long sum = 0;
    for (int i = 0; i < n && values.hasNext(); i++) {
      sum += values.next();
    }
    return sum;
  }
}
