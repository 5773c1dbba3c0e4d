package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W9: ten thousand coroutines that sleep a hundred times for a millisecond each, on the common
 * pool. One operation is one sleep; as they overlap, the least is 100 ns. (FlowCoro's benchmark.)
 */
public class W9Sleeps extends Workload {
  private static final int SLEEPS = 100;
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  @Param("10000")
  int sleepers;

  @Override
  protected long operations() {
    return (long) sleepers * SLEEPS;
  }

  @Override
  protected long expected() {
    return (long) sleepers * SLEEPS;
  }

  @Override
  protected void shrink() {
    sleepers = 10;
  }

  @Suspendable
  private static Task<Integer> sleeper() {
    int slept = 0;
    for (; slept < SLEEPS; slept++) {
      await(Task.delay(MILLISECOND));
    }
    return Task.of(slept);
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    List<Task<Integer>> all = new ArrayList<>(sleepers);
    for (int i = 0; i < sleepers; i++) {
      all.add(sleeper());
    }
    return Task.syncWait(Task.whenAll(all)).stream().mapToLong(n -> n).sum();
  }

  @Benchmark
  public long kotlin() {
    return KotlinRecursion.slept(sleepers, SLEEPS);
  }

  /** Without a pool, and with two processors, JDK 17 starts a thread for each delay. */
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, ForkJoinPool.commonPool());

  private static CompletableFuture<Integer> sleeping(int slept) {
    return slept == SLEEPS
        ? CompletableFuture.completedFuture(slept)
        : CompletableFuture.supplyAsync(() -> slept + 1, LATER).thenCompose(W9Sleeps::sleeping);
  }

  @Benchmark
  public long completableFuture() {
    List<CompletableFuture<Integer>> all = new ArrayList<>(sleepers);
    for (int i = 0; i < sleepers; i++) {
      all.add(sleeping(0));
    }
    return all.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public long virtualThread() {
    List<Thread> all = new ArrayList<>(sleepers);
    for (int i = 0; i < sleepers; i++) {
      all.add(
          VirtualThreads.start(
              () -> {
                for (int slept = 0; slept < SLEEPS; slept++) {
                  sleep();
                }
              }));
    }
    all.forEach(VirtualThreads::join);
    return (long) sleepers * SLEEPS;
  }
}
