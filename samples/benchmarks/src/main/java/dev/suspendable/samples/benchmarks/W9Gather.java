package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W9: five thousand tasks that wait together, each a chain of fifty coroutines; nothing suspends.
 * One operation is one coroutine. (async_simple's {@code collectAll}.)
 */
public class W9Gather extends Workload {
  private static final int DEPTH = 50;

  @Param("5000")
  int tasks;

  @Override
  protected long operations() {
    return (long) tasks * DEPTH;
  }

  @Override
  protected long expected() {
    return (long) tasks * DEPTH;
  }

  @Override
  protected void shrink() {
    tasks = 50;
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    List<Task<Integer>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(W4Recursion.down(DEPTH));
    }
    long sum = 0;
    for (int value : Task.syncWait(Task.whenAll(all))) {
      sum += value;
    }
    return sum;
  }

  @Benchmark
  public long plain() {
    List<Integer> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(plainDown(DEPTH));
    }
    long sum = 0;
    for (int value : all) {
      sum += value;
    }
    return sum;
  }

  private static int plainDown(int n) {
    return n == 0 ? 0 : plainDown(n - 1) + 1;
  }

  @Benchmark
  public long kotlin() {
    return KotlinRecursion.gathered(tasks, DEPTH);
  }

  @Benchmark
  public long completableFuture() {
    List<CompletableFuture<Integer>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(futureDown(DEPTH));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    return all.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static CompletableFuture<Integer> futureDown(int n) {
    return n == 0
        ? CompletableFuture.completedFuture(0)
        : futureDown(n - 1).thenApply(below -> below + 1);
  }

  @Benchmark
  public long virtualThread() {
    AtomicLong sum = new AtomicLong();
    List<Thread> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(VirtualThreads.start(() -> sum.addAndGet(plainDown(DEPTH))));
    }
    all.forEach(VirtualThreads::join);
    return sum.get();
  }
}
