package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.annotations.Suspendable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Param;

/**
 * W1: a generator counts to n, and a for loop sums what it yields. One operation is one element.
 *
 * <p>{@code mono}: the loop has seen one class of generators. {@code mega}: it is a shared method
 * that sees three in turn, a third of the elements each.
 */
public class W1Generator extends Workload {
  @Param("10000000")
  int n;

  @Param({"mono", "mega"})
  String site;

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    return total(i -> (long) i * (i - 1) / 2);
  }

  @Override
  protected void shrink() {
    n = 1000;
  }

  /** How one class of generators is made and consumed. */
  private interface Share {
    long sum(int n);
  }

  private long total(Share share) {
    return site.equals("mono") ? share.sum(n) : 2 * share.sum(n / 3) + share.sum(n - n / 3 * 2);
  }

  // ---- Ours.

  @Suspendable
  static Generator.OfInt first(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.OfInt.end();
  }

  @Suspendable
  static Generator.OfInt second(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.OfInt.end();
  }

  @Suspendable
  static Generator.OfInt third(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.OfInt.end();
  }

  @Suspendable
  static Generator<Integer> firstBoxed(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  @Suspendable
  static Generator<Integer> secondBoxed(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  @Suspendable
  static Generator<Integer> thirdBoxed(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static long sum(PrimitiveIterator.OfInt values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.nextInt();
    }
    return sum;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static long sumBoxed(Iterator<Integer> values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.next();
    }
    return sum;
  }

  @Benchmark
  public long suspendable() {
    return site.equals("mono")
        ? sum(first(n))
        : sum(first(n / 3)) + sum(second(n / 3)) + sum(third(n - n / 3 * 2));
  }

  @Benchmark
  public long suspendableBoxed() {
    return site.equals("mono")
        ? sumBoxed(firstBoxed(n))
        : sumBoxed(firstBoxed(n / 3))
            + sumBoxed(secondBoxed(n / 3))
            + sumBoxed(thirdBoxed(n - n / 3 * 2));
  }

  // ---- By hand.

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private static long sum(IntCursor values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.nextInt();
    }
    return sum;
  }

  @Benchmark
  public long hand() {
    return site.equals("mono")
        ? sum(new First(n))
        : sum(new First(n / 3)) + sum(new Second(n / 3)) + sum(new Third(n - n / 3 * 2));
  }

  @Benchmark
  public long handBoxed() {
    return site.equals("mono")
        ? sumBoxed(new FirstBoxed(n))
        : sumBoxed(new FirstBoxed(n / 3))
            + sumBoxed(new SecondBoxed(n / 3))
            + sumBoxed(new ThirdBoxed(n - n / 3 * 2));
  }

  // Each class has its code to itself: shared code would share its profile, too.

  private static final class First implements IntCursor {
    private final int n;
    private int state;
    private int i;
    private int value;
    private boolean ready;

    First(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return ready || step();
    }

    @Override
    public int nextInt() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      return value;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        ready = true;
        return true;
      }
      state = 2;
      return false;
    }
  }

  private static final class Second implements IntCursor {
    private final int n;
    private int state;
    private int i;
    private int value;
    private boolean ready;

    Second(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return ready || step();
    }

    @Override
    public int nextInt() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      return value;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        ready = true;
        return true;
      }
      state = 2;
      return false;
    }
  }

  private static final class Third implements IntCursor {
    private final int n;
    private int state;
    private int i;
    private int value;
    private boolean ready;

    Third(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return ready || step();
    }

    @Override
    public int nextInt() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      return value;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        ready = true;
        return true;
      }
      state = 2;
      return false;
    }
  }

  private static final class FirstBoxed implements Iterator<Integer> {
    private final int n;
    private int state;
    private int i;
    private @Nullable Integer value;

    FirstBoxed(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return value != null || step();
    }

    @Override
    public Integer next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Integer taken = value;
      value = null;
      return taken;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        return true;
      }
      state = 2;
      return false;
    }
  }

  private static final class SecondBoxed implements Iterator<Integer> {
    private final int n;
    private int state;
    private int i;
    private @Nullable Integer value;

    SecondBoxed(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return value != null || step();
    }

    @Override
    public Integer next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Integer taken = value;
      value = null;
      return taken;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        return true;
      }
      state = 2;
      return false;
    }
  }

  private static final class ThirdBoxed implements Iterator<Integer> {
    private final int n;
    private int state;
    private int i;
    private @Nullable Integer value;

    ThirdBoxed(int n) {
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      return value != null || step();
    }

    @Override
    public Integer next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Integer taken = value;
      value = null;
      return taken;
    }

    private boolean step() {
      switch (state) {
        case 0:
          i = 0;
          break;
        case 1:
          i++;
          break;
        default:
          return false;
      }
      if (i < n) {
        value = i;
        state = 1;
        return true;
      }
      state = 2;
      return false;
    }
  }

  // ---- Others.

  @Benchmark
  public long kotlin() {
    return site.equals("mono")
        ? sumBoxed(KotlinGenerators.first(n))
        : sumBoxed(KotlinGenerators.first(n / 3))
            + sumBoxed(KotlinGenerators.second(n / 3))
            + sumBoxed(KotlinGenerators.third(n - n / 3 * 2));
  }

  @Benchmark
  public long virtualThread() {
    return total(W1Generator::sumOfThread);
  }

  private static long sumOfThread(int n) {
    ThreadGenerator values =
        new ThreadGenerator(
            g -> {
              for (int i = 0; i < n; i++) {
                g.yieldValue(i);
              }
            });
    return values.consume(W1Generator::sum);
  }

  @Benchmark
  public long rawContinuation() {
    return total(
        m ->
            sum(
                new ContinuationGenerator(
                    g -> {
                      for (int i = 0; i < m; i++) {
                        g.yieldValue(i);
                      }
                    })));
  }
}
