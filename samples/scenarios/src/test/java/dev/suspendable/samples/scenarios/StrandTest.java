package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.EagerTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.schedule.Strand;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.scope.TaskScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Strands: order, exclusion, joins, fairness, and executors that refuse. */
class StrandTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Manual manual = new Manual();

  // ---- Order and exclusion.

  @Test
  void manyProducersEachInOrderAndOneAtATime() throws Exception {
    int producers = 4;
    int each = 20_000;
    int[] last = new int[producers]; // plain: the strand is the only protection
    int[] disorder = new int[1];
    Strand strand = Strand.over(ForkJoinPool.commonPool(), 3);
    Thread[] threads = new Thread[producers];
    for (int p = 0; p < producers; p++) {
      int producer = p;
      threads[p] =
          new Thread(
              () -> {
                for (int i = 1; i <= each; i++) {
                  int number = i;
                  strand.execute(
                      () -> {
                        if (last[producer]++ != number - 1) {
                          disorder[0]++;
                        }
                      });
                }
              });
      threads[p].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    strand.close();
    assertThat(disorder[0]).isZero();
    assertThat(last).containsOnly(each);
  }

  private int counter;

  @Suspendable
  Task<Void> counting(int times) {
    for (int i = 0; i < times; i++) {
      counter++;
      await(Task.switchTo(ForkJoinPool.commonPool())); // a detour
      await(Task.yieldNow());
      counter++;
    }
    return Task.completed();
  }

  @Test
  void coroutinesOnAStrandNeedNoOtherProtection() throws Exception {
    Strand strand = Strand.over(TaskExecutors.workStealing(4));
    List<Task<Void>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(counting(50).on(strand));
    }
    Task.syncWait(Task.whenAll(all));
    assertThat(Task.syncWait(Task.of("").map(value -> counter).on(strand))).isEqualTo(20_000);
  }

  /** If the work ran inside execute, a coroutine would continue when the strand is free again. */
  @Test
  void anExecutorThatRunsWorkInsideIsNotUsed() throws Exception {
    Strand strand = Strand.over(TaskExecutors.inline());
    Thread here = Thread.currentThread();
    CompletableFuture<Thread> there = new CompletableFuture<>();
    strand.execute(() -> there.complete(Thread.currentThread()));
    assertThat(there.get()).isNotSameAs(here);
    List<Task<Void>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(counting(20).on(strand));
    }
    Task.syncWait(Task.whenAll(all));
    strand.close();
    assertThat(counter).isEqualTo(4_000);
  }

  @Test
  void twoStrandsSideBySide() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CyclicBarrier both = new CyclicBarrier(2);
    Strand one = Strand.over(pool);
    Strand other = Strand.over(pool);
    for (Strand strand : List.of(one, other)) {
      strand.execute(
          () -> {
            try {
              both.await();
              log.add("met");
            } catch (Exception e) {
              log.add(e.toString());
            }
          });
    }
    one.close();
    other.close();
    pool.shutdown();
    assertThat(log).containsExactly("met", "met");
  }

  @Test
  void anExceptionOfWorkIsReportedAndTheNextRuns() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, t) -> log.add(t.getMessage()));
    try {
      Strand strand = Strand.over(manual);
      strand.execute(
          () -> {
            throw new IllegalStateException("reported");
          });
      strand.execute(() -> log.add("next"));
      manual.runAll();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(log).containsExactly("reported", "next");
  }

  // ---- Joins.

  @Suspendable
  Task<Integer> sum(int depth) {
    await(Task.yieldNow());
    if (depth == 0) {
      return Task.of(1);
    }
    List<Integer> parts = await(Task.whenAll(sum(depth - 1), sum(depth - 1)));
    return Task.of(parts.get(0) + parts.get(1));
  }

  @Suspendable
  Task<Integer> inAScope(int depth) {
    try (var scope = TaskScope.open()) {
      var one = scope.fork(sum(depth));
      var other = scope.fork(sum(depth));
      await(scope.join());
      return Task.of(one.get() + other.get());
    }
  }

  @Test
  void aJoinInsideOfTheStrand() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    Strand strand = Strand.over(single);
    assertThat(Task.syncWait(sum(6).on(strand))).isEqualTo(64);
    assertThat(Task.syncWait(inAScope(5).on(strand))).isEqualTo(64);
    single.shutdown();
  }

  @Suspendable
  EagerTask<String> pending() {
    await(new CompletableFuture<String>());
    return EagerTask.of("never");
  }

  @Test
  void aJoinThatBlocksIsRefused() {
    Strand strand = Strand.over(manual);
    EagerTask<String> pending = pending();
    strand.execute(
        () -> {
          assertThatThrownBy(() -> Task.syncWait(Task.of("").on(strand)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("syncWait would block the thread of Strand[");
          assertThatThrownBy(pending::get).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> strand.submit(() -> "never").get())
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("Future.get would block");
          assertThatThrownBy(() -> strand.invokeAll(List.of(() -> "never")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("invokeAll would block");
          assertThatThrownBy(() -> strand.invokeAll(List.of(() -> "never"), 1, TimeUnit.DAYS))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> strand.invokeAny(List.of(() -> "never")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("invokeAny would block");
          assertThatThrownBy(() -> strand.invokeAny(List.of(() -> "never"), 1, TimeUnit.DAYS))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(strand::close).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> strand.awaitTermination(1, TimeUnit.DAYS))
              .isInstanceOf(IllegalStateException.class);
          log.add("refused");
        });
    manual.runAll();
    assertThat(log).containsExactly("refused");
  }

  @Suspendable
  Task<String> leaving(Strand strand) throws Exception {
    await(counting(1).on(strand));
    CountDownLatch done = new CountDownLatch(1);
    strand.execute(done::countDown);
    done.await(); // it would never end if this coroutine still had the strand
    return Task.of(Task.syncWait(Task.of("left")));
  }

  @Test
  void aCoroutineOfThePoolDoesNotKeepTheStrand() throws Exception {
    ForkJoinPool pool = TaskExecutors.workStealing(2);
    Strand strand = Strand.over(pool);
    assertThat(Task.syncWait(leaving(strand).on(pool))).isEqualTo("left");
    assertThat(strand.submit(() -> "value").get()).isEqualTo("value");
    pool.shutdown();
  }

  // ---- Fairness.

  @Test
  void aRunIsBounded() {
    Strand strand = Strand.over(manual, 3);
    for (int i = 1; i <= 7; i++) {
      int number = i;
      strand.execute(() -> log.add("" + number));
    }
    manual.execute(() -> log.add("other"));
    assertThat(manual.turn()).isEqualTo(2);
    assertThat(log).containsExactly("1", "2", "3", "other");
    assertThat(manual.turn()).isEqualTo(1);
    assertThat(log).hasSize(7).endsWith("4", "5", "6");
    assertThat(manual.turn()).isEqualTo(1);
    assertThat(manual.turn()).isZero();
    assertThat(log).endsWith("7");
    assertThatThrownBy(() -> Strand.over(manual, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Suspendable
  Task<Void> yielding(int times) {
    for (int i = 0; i < times; i++) {
      await(Task.yieldNow());
    }
    log.add("end");
    return Task.completed();
  }

  @Test
  void aCoroutineThatYieldsForLongLetsOthersOfTheExecutorGoFirst() {
    Strand strand = Strand.over(manual, 10);
    yielding(1_000).on(strand).toCompletableFuture();
    manual.turn();
    manual.execute(() -> log.add("other"));
    manual.runAll();
    assertThat(log).containsExactly("other", "end");
  }

  /** An executor that runs work inside execute when it is called from its own thread. */
  @Test
  void runsDoNotNestOnTheStack() {
    boolean[] isInside = new boolean[1];
    Strand strand =
        Strand.over(
            work -> {
              if (isInside[0]) {
                work.run();
              } else {
                manual.execute(work);
              }
            },
            1);
    for (int i = 0; i < 100_000; i++) {
      strand.execute(() -> counter++);
    }
    isInside[0] = true;
    manual.runAll();
    assertThat(counter).isEqualTo(100_000);
  }

  // ---- Executors that refuse.

  private static Executor refusing(Executor executor, int accepted) {
    int[] left = {accepted};
    return work -> {
      if (left[0]-- <= 0) {
        throw new RejectedExecutionException("of the executor");
      }
      executor.execute(work);
    };
  }

  @Test
  void workThatTheExecutorRefusesIsRefused() {
    Strand strand = Strand.over(refusing(manual, 1));
    strand.execute(() -> log.add("taken"));
    manual.runAll();
    assertThatThrownBy(() -> strand.execute(() -> log.add("never")))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("of the executor");
    strand.close(); // nothing is left
    assertThat(log).containsExactly("taken");
  }

  @Test
  void workThatWasTakenRunsOnTheThreadAtHand() {
    Strand strand = Strand.over(refusing(manual, 1), 2);
    for (int i = 0; i < 7; i++) {
      strand.execute(() -> counter++);
    }
    strand.shutdown();
    assertThat(manual.turn()).isEqualTo(1);
    assertThat(counter).isEqualTo(7);
    assertThat(strand.isTerminated()).isTrue();
  }

  @Suspendable
  Task<String> switching(Executor executor) {
    try {
      await(Task.switchTo(executor));
      return Task.of("continued");
    } catch (RejectedExecutionException e) {
      return Task.of("told " + e.getMessage());
    }
  }

  /** The executor refuses the run for which others have submitted work in the meantime. */
  @Test
  void workThatOthersHaveSubmittedMeanwhileIsTold() throws Exception {
    CountDownLatch submitting = new CountDownLatch(1);
    CountDownLatch submitted = new CountDownLatch(1);
    Strand strand =
        Strand.over(
            work -> {
              submitting.countDown();
              try {
                submitted.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              throw new RejectedExecutionException("of the executor");
            });
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                strand.execute(() -> log.add("never"));
              } catch (Throwable t) {
                refused.complete(t);
              }
            })
        .start();
    submitting.await();
    CompletableFuture<String> told = switching(strand).toCompletableFuture();
    CompletableFuture<String> ran = new CompletableFuture<>();
    strand.execute(() -> ran.complete("ran"));
    submitted.countDown();
    assertThat(refused.get()).isInstanceOf(RejectedExecutionException.class);
    assertThat(told.get()).isEqualTo("told of the executor");
    assertThat(ran.get()).isEqualTo("ran");
    strand.close();
    assertThat(log).isEmpty();
  }

  @Test
  void anExecutorThatThrowsThoughItHasTakenTheWork() {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, t) -> log.add(t.getMessage()));
    try {
      Thread[] other = new Thread[1];
      Strand strand =
          Strand.over(
              work -> {
                other[0] = new Thread(work);
                other[0].start();
                join(other[0]);
                throw new IllegalStateException("thrown all the same");
              });
      strand.execute(() -> log.add("ran"));
      strand.close();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(log).containsExactly("ran", "thrown all the same");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The JDK returns what it has not run, and so the run of the strand. */
  @Test
  void theRunOfAnExecutorThatWasEndedIsRunByHand() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    CountDownLatch begun = new CountDownLatch(1);
    single.execute(
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            log.add("interrupted");
          }
        });
    begun.await();
    Strand strand = Strand.over(single);
    strand.execute(() -> log.add("ran"));
    List<Runnable> left = single.shutdownNow();
    assertThat(single.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    assertThat(left).hasSize(1);
    left.get(0).run();
    left.get(0).run(); // has no effect
    strand.close();
    assertThat(log).containsExactly("interrupted", "ran");
  }
}
