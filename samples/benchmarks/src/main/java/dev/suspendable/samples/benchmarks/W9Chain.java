package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W9: a chain of a thousand coroutines, each of which awaits the next one; the last one suspends,
 * and is resumed once. One operation is one coroutine. (The chain of async_simple's benchmarks.)
 */
public class W9Chain extends Workload {
  @Param("1000")
  int depth;

  private final Parking parking = new Parking();

  @Override
  protected long operations() {
    return depth;
  }

  @Override
  protected long expected() {
    return depth;
  }

  @Override
  protected void shrink() {
    depth = 100;
  }

  @Suspendable
  private static Task<Integer> down(Parking parking, int n) {
    if (n == 0) {
      await(parking.park());
      return Task.of(0);
    }
    return Task.of(await(down(parking, n - 1)) + 1);
  }

  @Benchmark
  public long suspendable() {
    return parking.drive(down(parking, depth));
  }

  /** A frame for each level, linked to its caller. The innermost one is kept while it waits. */
  private static final class Down {
    private final @Nullable Down caller;

    Down(@Nullable Down caller) {
      this.caller = caller;
    }
  }

  private @Nullable Down parked;

  @Benchmark
  public long hand() {
    Down innermost = null;
    for (int i = 0; i <= depth; i++) {
      innermost = new Down(innermost);
    }
    parked = innermost;
    int value = -1;
    for (Down next = parked; next != null; next = next.caller) {
      value++;
    }
    parked = null;
    return value;
  }

  @Benchmark
  public long kotlin() {
    return KotlinRecursion.parkedBelow(depth);
  }

  @Benchmark
  public long completableFuture() {
    CompletableFuture<Integer> gate = new CompletableFuture<>();
    CompletableFuture<Integer> chain = gate;
    for (int i = 0; i < depth; i++) {
      chain = chain.thenApply(below -> below + 1);
    }
    gate.complete(0);
    return chain.join();
  }

  private int threadResult;

  @Benchmark
  public long virtualThread() {
    VirtualThreads.run(() -> threadResult = yieldingDown(depth));
    return threadResult;
  }

  private static int yieldingDown(int n) {
    if (n == 0) {
      Thread.yield();
      return 0;
    }
    return yieldingDown(n - 1) + 1;
  }
}
