package dev.suspendable.samples.benchmarks;

import java.util.function.IntConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W1f: the generator of W1, consumed by {@code forEachRemaining} and by a stream. One operation is
 * one element. The limit is a plain loop that calls the consumer.
 */
public class W1fPush extends Workload {
  @Param("10000000")
  int n;

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
    n = 1000;
  }

  /** The consumer: a field, so that no variant can keep the sum in a register for good. */
  private static final class Sum implements IntConsumer {
    private long sum;

    @Override
    public void accept(int value) {
      sum += value;
    }
  }

  @Benchmark
  public long suspendable() {
    Sum sum = new Sum();
    W1Generator.first(n).forEachRemaining((IntConsumer) sum);
    return sum.sum;
  }

  @Benchmark
  public long suspendableStream() {
    return W1Generator.first(n).intStream().asLongStream().sum();
  }

  @Benchmark
  public long hand() {
    Sum sum = new Sum();
    plainLoop(n, sum);
    return sum.sum;
  }

  private static void plainLoop(int n, IntConsumer action) {
    for (int i = 0; i < n; i++) {
      action.accept(i);
    }
  }

  @Benchmark
  public long kotlin() {
    return KotlinGenerators.forEach(n);
  }
}
