package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.TaskExecutors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Factories of executors. */
class TaskExecutorsTest {
  private Thread resumedOn;

  @Suspendable
  Task<Thread> awaiting(CompletableFuture<String> gate) {
    await(gate);
    return Task.of(Thread.currentThread());
  }

  @Test
  void inlineContinuesWhereItIsResumed() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<Thread> end =
        awaiting(gate)
            .on(TaskExecutors.inline())
            .on(ForkJoinPool.commonPool())
            .toCompletableFuture();
    Thread thread = new Thread(() -> gate.complete(""));
    while (gate.getNumberOfDependents() == 0) {
      Thread.onSpinWait();
    }
    thread.start();
    thread.join();
    assertThat(end.get()).isSameAs(thread);
    assertThat(TaskExecutors.inline()).hasToString("TaskExecutors.inline()");
  }

  /** Coroutines that switch to it in a loop do not nest on the stack. */
  @Suspendable
  Task<Integer> switching(Executor executor, int times) {
    int count = 0;
    for (int i = 0; i < times; i++) {
      await(Task.switchTo(executor));
      count++;
    }
    return Task.of(count);
  }

  @Test
  void inlineDoesNotNest() throws Exception {
    assertThat(Task.syncWait(switching(TaskExecutors.inline(), 100_000))).isEqualTo(100_000);
  }

  @Test
  void workStealing() throws Exception {
    ForkJoinPool pool = TaskExecutors.workStealing(3);
    assertThat(pool.getParallelism()).isEqualTo(3);
    assertThat(pool.getAsyncMode()).isTrue();
    assertThat(Task.syncWait(switching(pool, 1_000).on(pool))).isEqualTo(1_000);
    pool.shutdown();
    assertThatThrownBy(() -> TaskExecutors.workStealing(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private volatile boolean hasRun;

  @Suspendable
  Task<String> yielding(CountDownLatch started) {
    while (!hasRun) {
      await(Task.yieldNow());
      started.countDown();
    }
    return Task.of("others had their turn");
  }

  /** A thread of a pool looks for work from outside only when it has no work of its own. */
  @Test
  @Timeout(60)
  void yieldingLetsWorkFromOutsideRun() throws Exception {
    ForkJoinPool pool = TaskExecutors.workStealing(1);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> end = yielding(started).on(pool).toCompletableFuture();
    try {
      started.await();
      pool.execute(() -> hasRun = true);
      assertThat(end.get()).isEqualTo("others had their turn");
    } finally {
      hasRun = true;
      pool.shutdown();
    }
  }

  @Suspendable
  Task<Thread> sleeping() throws InterruptedException {
    Thread.sleep(1);
    await(Task.yieldNow());
    Thread.sleep(1);
    return Task.of(Thread.currentThread());
  }

  @Test
  void virtualThreadsWhereTheJdkHasThem() throws Exception {
    assertThat(TaskExecutors.hasVirtualThreads()).isEqualTo(Runtime.version().feature() >= 21);
    if (!TaskExecutors.hasVirtualThreads()) {
      assertThatThrownBy(TaskExecutors::virtualThreads)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("hasVirtualThreads");
      return;
    }
    ExecutorService virtual = TaskExecutors.virtualThreads();
    assertThat(Task.syncWait(sleeping().on(virtual)).getClass().getSimpleName())
        .isEqualTo("VirtualThread");
    virtual.shutdown();
  }
}
