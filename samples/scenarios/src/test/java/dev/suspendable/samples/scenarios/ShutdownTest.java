package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.schedule.EventLoop;
import dev.suspendable.schedule.Strand;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.scope.StopSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Executors that are shut down, in two phases: nothing is lost, and each coroutine is told so. */
class ShutdownTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Manual manual = new Manual();
  private long now;
  private final EventLoop loop = new EventLoop(() -> now, () -> Instant.EPOCH.plusNanos(now));
  private final Strand strand = Strand.over(manual);

  @Suspendable
  Task<String> awaiting(CompletableFuture<String> gate) {
    try {
      return Task.of(await(gate));
    } catch (RejectedExecutionException e) {
      return Task.of("told");
    } finally {
      log.add("left");
    }
  }

  // ---- A coroutine that comes back to an executor that is closed.

  @Suspendable
  Task<String> beginning(CompletableFuture<String> gate, CountDownLatch started) {
    started.countDown();
    return Task.of(await(awaiting(gate)));
  }

  private void isToldOn(ExecutorService executor, Runnable settle) throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> end = beginning(gate, started).on(executor).toCompletableFuture();
    settle.run();
    started.await();
    executor.shutdown();
    settle.run();
    executor.awaitTermination(1, TimeUnit.DAYS);
    gate.complete("too late");
    assertThat(end.get()).isEqualTo("told");
    CompletableFuture<String> late = Task.of("never").on(executor).toCompletableFuture();
    assertThatThrownBy(late::join).hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(log).containsExactly("left");
    log.clear();
  }

  @Test
  void aCoroutineThatComesBackIsTold() throws Exception {
    isToldOn(loop, loop::runUntilIdle);
    isToldOn(strand, manual::runAll);
    isToldOn(EventLoop.start("loop"), () -> {});
    isToldOn(Strand.over(TaskExecutors.inline()), () -> {});
    isToldOn(TaskExecutors.workStealing(2), () -> {});
    isToldOn(Executors.newFixedThreadPool(2), () -> {});
    if (TaskExecutors.hasVirtualThreads()) {
      isToldOn(TaskExecutors.virtualThreads(), () -> {});
    }
  }

  @Test
  void aCoroutineOnAStrandWhoseExecutorIsClosedIsTold() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CompletableFuture<String> gate = new CompletableFuture<>();
    Strand above = Strand.over(pool);
    CompletableFuture<String> end = awaiting(gate).on(above).toCompletableFuture();
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    gate.complete("too late");
    assertThat(end.get()).isEqualTo("told");
    assertThat(above.shutdownNow()).isEmpty();
    assertThat(above.isTerminated()).isTrue();
  }

  // ---- The first phase: nothing new, and the rest runs.

  @Suspendable
  Task<Void> several(Executor other) {
    await(Task.yieldNow());
    log.add("yielded");
    await(Task.delay(Duration.ofMinutes(1)));
    log.add("delayed");
    await(Task.whenAll(awaiting(CompletableFuture.completedFuture("child"))));
    await(Task.switchTo(other));
    await(Task.yieldNow());
    log.add("end");
    return Task.completed();
  }

  @Test
  void aLoopRunsDownItsWorkAndItsTimers() {
    CompletableFuture<Void> end = several(loop).on(loop).toCompletableFuture();
    loop.shutdown();
    assertThat(loop.isShutdown()).isTrue();
    assertThatThrownBy(() -> loop.execute(() -> log.add("new")))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("by hand");
    assertThatThrownBy(() -> loop.schedule(() -> log.add("new"), 0))
        .isInstanceOf(RejectedExecutionException.class);
    loop.runUntilIdle();
    assertThat(loop.isTerminated()).isFalse();
    now = Duration.ofMinutes(1).toNanos();
    loop.runUntilIdle();
    assertThat(log).containsExactly("yielded", "delayed", "left", "end");
    assertThat(end).isCompleted();
    assertThat(loop.isTerminated()).isTrue();
    assertThat(loop.toString()).contains("closed");
  }

  @Test
  void aStrandRunsDownItsWork() {
    CompletableFuture<Void> end =
        several(strand).on(strand).with(context -> context.withTimers(loop)).toCompletableFuture();
    manual.runAll();
    strand.execute(() -> strand.execute(() -> log.add("from inside")));
    strand.shutdown();
    assertThatThrownBy(() -> strand.execute(() -> log.add("new")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(strand.isTerminated()).isFalse();
    manual.runAll();
    assertThat(log).containsExactly("yielded", "from inside");
    assertThat(strand.isTerminated()).isTrue();
    assertThat(end).isNotDone(); // it waits for time, which is not work of the strand
  }

  @Test
  void closingALoopDrivesItToItsEnd() throws Exception {
    CompletableFuture<String> end;
    try (EventLoop real = new EventLoop()) {
      end =
          Task.from(CompletableFuture.completedFuture("end"))
              .then(value -> after(Duration.ofMillis(2), value))
              .on(real)
              .toCompletableFuture();
    }
    assertThat(end).isCompletedWithValue("end");
    EventLoop threaded = EventLoop.start("closing");
    CompletableFuture<String> other =
        after(Duration.ofMillis(2), "other").on(threaded).toCompletableFuture();
    threaded.execute(() -> {}); // the task has started before
    while (!threaded.toString().contains("1 timers") && !other.isDone()) {
      Thread.onSpinWait();
    }
    threaded.close();
    assertThat(other).isCompletedWithValue("other");
    threaded.close();
    new EventLoop().close();
    Strand.over(manual).close();
  }

  @Suspendable
  Task<String> after(Duration delay, String value) {
    await(Task.delay(delay));
    return Task.of(value);
  }

  /** The thread does not sleep until the time of a timer that is not there any more. */
  @Test
  void theLastTimerIsCancelledDuringTheShutdown() throws Exception {
    EventLoop threaded = EventLoop.start("cancelled");
    StopSource source = new StopSource();
    CompletableFuture<String> end =
        after(Duration.ofDays(1), "never")
            .withStopToken(source.token())
            .on(threaded)
            .toCompletableFuture();
    while (!threaded.toString().contains("1 timers")) {
      Thread.onSpinWait();
    }
    threaded.shutdown();
    source.requestStop();
    assertThat(threaded.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    assertThatThrownBy(end::get).isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  // ---- The second phase: the rest is told.

  @Suspendable
  Task<String> told(Task<?> what, String name) {
    try {
      await(what);
      log.add(name + " continued");
    } catch (RejectedExecutionException e) {
      log.add(name + " told");
    }
    return Task.of(name);
  }

  private List<CompletableFuture<String>> waiting(Executor executor) {
    List<CompletableFuture<String>> ends = new ArrayList<>();
    CompletableFuture<String> gate = new CompletableFuture<>();
    ends.add(told(yielding(), "yields").on(executor).toCompletableFuture());
    ends.add(told(switching(executor), "switches").toCompletableFuture());
    ends.add(told(Task.from(gate), "comes back").on(executor).toCompletableFuture());
    return finish(ends, gate);
  }

  private List<CompletableFuture<String>> finish(
      List<CompletableFuture<String>> ends, CompletableFuture<String> gate) {
    loop.runOnce();
    manual.turn();
    gate.complete("");
    return ends;
  }

  @Suspendable
  Task<Void> yielding() {
    await(Task.yieldNow());
    return Task.completed();
  }

  @Suspendable
  Task<Void> switching(Executor executor) {
    await(Task.switchTo(executor));
    return Task.completed();
  }

  private void areTold(List<CompletableFuture<String>> ends) {
    ends.forEach(CompletableFuture::join);
    assertThat(log)
        .containsExactlyInAnyOrder("yields told", "switches continued", "comes back told");
  }

  @Test
  void theQueueOfALoopIsTold() {
    CompletableFuture<String> delayed =
        told(after(Duration.ofDays(1), ""), "waits").on(loop).toCompletableFuture();
    List<CompletableFuture<String>> ends = waiting(loop);
    Runnable plain = () -> log.add("never");
    loop.execute(plain);
    assertThat(loop.shutdownNow()).containsExactly(plain);
    assertThat(loop.isTerminated()).isTrue();
    delayed.join();
    assertThat(log.remove("waits told")).isTrue();
    areTold(ends);
    assertThat(loop.runUntilIdle()).isZero();
  }

  /**
   * Work of a coroutine type of a user, whose exception must not keep the others from being told.
   */
  private CoroutineWork throwing() {
    return new CoroutineWork() {
      @Override
      public Promise coroutine() {
        return null;
      }

      @Override
      public void run() {
        throw new AssertionError("shut down");
      }

      @Override
      public void rejected(Throwable cause) {
        throw new IllegalStateException("of a user");
      }
    };
  }

  private void othersAreTold(ExecutorService executor, Runnable end) throws Exception {
    List<Throwable> reported = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> reported.add(t));
    try {
      executor.execute(throwing());
      CompletableFuture<String> other =
          awaiting(new CompletableFuture<>()).on(executor).toCompletableFuture();
      end.run();
      assertThatThrownBy(other::get).hasCauseInstanceOf(RejectedExecutionException.class);
      assertThat(reported).hasSize(1);
      assertThat(executor.isTerminated()).isTrue();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
  }

  @Test
  void workThatThrowsWhenItIsToldSo() throws Exception {
    othersAreTold(loop, loop::shutdownNow);
    othersAreTold(strand, strand::shutdownNow);
  }

  @Test
  void theQueueOfAStrandIsTold() {
    Strand strandOf3 = Strand.over(manual, 3);
    List<CompletableFuture<String>> ends = waiting(strandOf3);
    Runnable plain = () -> log.add("never");
    strandOf3.execute(plain);
    assertThat(strandOf3.shutdownNow()).containsExactly(plain);
    areTold(ends);
    manual.runAll();
    assertThat(strandOf3.isTerminated()).isTrue();
  }

  @Test
  void workThatWaitsToSwitchIsTold() {
    CompletableFuture<String> end = told(switching(loop), "switches").toCompletableFuture();
    CompletableFuture<String> delayed =
        told(onLoop(Duration.ofMinutes(1)), "delayed").toCompletableFuture();
    assertThat(loop.shutdownNow()).isEmpty();
    end.join();
    assertThat(log).containsExactly("switches told");
    assertThat(delayed).isNotDone();
  }

  @Suspendable
  Task<Void> onLoop(Duration delay) {
    await(Task.delay(delay, loop));
    return Task.completed();
  }

  /** A stop that comes at the same time stays a stop. */
  @Test
  void aStoppedCoroutineUnwindsAllTheSame() {
    StopSource source = new StopSource();
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> end =
        awaiting(gate).withStopToken(source.token()).on(loop).toCompletableFuture();
    loop.runUntilIdle();
    source.requestStop();
    loop.shutdownNow();
    assertThatThrownBy(end::join).isInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(log).containsExactly("left");
  }

  @Test
  void aShutdownByItsOwnWork() {
    loop.execute(
        () -> {
          loop.execute(() -> log.add("never"));
          assertThat(loop.shutdownNow()).hasSize(1);
          assertThat(loop.isTerminated()).isFalse(); // this work still runs
          assertThatThrownBy(() -> loop.execute(() -> log.add("never")))
              .isInstanceOf(RejectedExecutionException.class);
        });
    assertThat(loop.runUntilIdle()).isEqualTo(1);
    assertThat(loop.isTerminated()).isTrue();
    assertThat(log).isEmpty();
  }

  @Test
  void anInterruptEndsTheFirstPhaseOfClosing() {
    EventLoop threaded = EventLoop.start("interrupted");
    CompletableFuture<String> end =
        told(after(Duration.ofDays(1), ""), "waits").on(threaded).toCompletableFuture();
    while (!threaded.toString().contains("1 timers")) {
      Thread.onSpinWait();
    }
    Thread.currentThread().interrupt();
    threaded.close();
    assertThat(Thread.interrupted()).isTrue();
    end.join();
    assertThat(log).containsExactly("waits told");
  }
}
