package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Running tasks, and going on elsewhere or later. */
class TasksTest {

  @Test
  void syncWaitBlocksUntilAnotherThreadCompletes() throws Exception {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    Task<Integer> task = AddOne.ramp(Coroutines.awaiter(source));
    Thread completer = new Thread(() -> source.complete(1));
    completer.start();
    assertThat(Tasks.syncWait(task)).isEqualTo(2);
    completer.join();
  }

  @Test
  void syncWaitThrowsCancellationExceptionForTheDoneSignal() {
    Gate<Integer> gate = new Gate<>();
    Task<Integer> task = AddOne.ramp(gate);
    Thread canceller =
        new Thread(
            () -> {
              while (!gate.isAwaited()) {
                Thread.onSpinWait();
              }
              gate.done();
            });
    // Started by the task itself, which is then about to suspend.
    Task<Integer> starting = Hop.ramp(0, n -> started(canceller, task));
    assertThatThrownBy(() -> Tasks.syncWait(starting)).isInstanceOf(CancellationException.class);
  }

  private static Task<Integer> started(Thread thread, Task<Integer> task) {
    thread.start();
    return task;
  }

  @Test
  void syncWaitCanBeInterrupted() {
    Gate<Integer> gate = new Gate<>();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Tasks.syncWait(gate)).isInstanceOf(InterruptedException.class);
    assertThat(gate.isAwaited()).isTrue();
    gate.complete(1); // nobody listens
  }

  @Test
  void syncWaitInsideABody() throws Exception {
    Task<Integer> outer = Hop.ramp(0, n -> Task.of(waitFor(AddOne.ramp(Task.of(n)))));
    assertThat(Tasks.syncWait(AddOne.ramp(outer))).isEqualTo(2);
  }

  private static int waitFor(Task<Integer> task) {
    try {
      return Tasks.syncWait(task);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void toCompletableFutureStartsHere() {
    List<String> events = new ArrayList<>();
    assertThat(Tasks.toCompletableFuture(AddOne.ramp(Task.of(1), events))).isCompletedWithValue(2);
    assertThat(events).hasSize(2);
    assertThat(Task.failed(new IOException()).toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void delayGoesOnLater() throws Throwable {
    Tasks.syncWait(Tasks.delay(Duration.ofMillis(1)));
    Tasks.syncWait(Tasks.delay(Duration.ofNanos(1), Runnable::run));
    assertThat(Tasks.delay(Duration.ZERO).awaiter().awaitReady()).isTrue();
    assertThat(Tasks.delay(Duration.ofSeconds(-1)).awaiter().awaitReady()).isTrue();
    assertThat(Tasks.delay(Duration.ofSeconds(Long.MAX_VALUE)).awaiter().awaitReady()).isFalse();
  }

  @Test
  void resumeOnGoesOnOnTheExecutor() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "ours"));
    try {
      Task<String> task = Hop.ramp(0, n -> Task.of(Thread.currentThread().getName())).on(executor);
      assertThat(Tasks.syncWait(task)).isEqualTo("ours");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void anExecutorMayRunInline() throws Exception {
    assertThat(Tasks.syncWait(AddOne.ramp(Task.of(1)).on(Runnable::run))).isEqualTo(2);
    assertThat(Tasks.syncWait(Tasks.resumeOn(Runnable::run))).isNull();
  }

  @Test
  void aRejectionSurfacesAtTheAwait() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdown();
    List<String> events = new ArrayList<>();
    assertThatThrownBy(() -> Tasks.syncWait(AddOne.ramp(Task.of(1), events).on(executor)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void scheduleOnPassesEveryOutcomeOn() {
    IOException error = new IOException();
    assertThatThrownBy(() -> Tasks.syncWait(Task.failed(error).on(Runnable::run))).isSameAs(error);
    Gate<Integer> gate = new Gate<>();
    CompletableFuture<Integer> future = Tasks.scheduleOn(Runnable::run, gate).toCompletableFuture();
    gate.done();
    assertThat(future).isCancelled();
  }

  @Test
  void anExecutorMayRunInlineAndFail() throws Exception {
    RuntimeException error = new RuntimeException("executor");
    Executor failing =
        work -> {
          work.run();
          throw error;
        };
    List<Throwable> reported = new ArrayList<>();
    Thread thread =
        new Thread(
            () ->
                assertThat(AddOne.ramp(Task.of(1)).on(failing).toCompletableFuture())
                    .isCompletedWithValue(2));
    thread.setUncaughtExceptionHandler((where, what) -> reported.add(what));
    thread.start();
    thread.join();
    assertThat(reported).containsExactly(error);
  }

  @Test
  void anExecutorThatFailsCannotRunTheWorkLater() {
    List<Runnable> kept = new ArrayList<>();
    RuntimeException error = new RuntimeException("executor");
    List<String> events = new ArrayList<>();
    Task<Integer> task =
        AddOne.ramp(Task.of(1), events)
            .on(
                work -> {
                  kept.add(work);
                  throw error;
                });
    assertThatThrownBy(() -> Tasks.syncWait(task)).isSameAs(error);
    assertThatThrownBy(kept.get(0)::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The work of scheduleOn was run before");
    assertThat(events).isEmpty();
  }

  @Test
  void aTaskThatWasAwaitedBeforeFailsOnTheExecutorToo() throws Exception {
    Task<Integer> task = AddOne.ramp(Task.of(1));
    assertThat(Tasks.syncWait(task)).isEqualTo(2);
    assertThatThrownBy(() -> Tasks.syncWait(task.on(Runnable::run)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can be awaited once");
    assertThatThrownBy(() -> Tasks.syncWait(Tasks.whenAll(task.on(Runnable::run))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can be awaited once");
  }

  @Test
  void scheduledOnceOnly() throws Exception {
    Task<Integer> task = Task.of(1).on(Runnable::run);
    assertThat(Tasks.syncWait(task)).isEqualTo(1);
    assertThatThrownBy(() -> Tasks.syncWait(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The task of scheduleOn was awaited before, and is awaited again at"
                + " dev.suspendable.Tasks.syncWait (Tasks.java); a task can be awaited once");
  }

  @Test
  void scheduledInsideOfOneAnotherWithoutStack() throws Exception {
    Task<Integer> task = Task.of(1);
    for (int i = 0; i < 100_000; i++) {
      task = AddOne.ramp(task).on(Runnable::run);
    }
    assertThat(Tasks.syncWait(task)).isEqualTo(100_001);
  }

  @Test
  void syncWaitLetsAForkJoinPoolCompensate() throws Exception {
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      Future<Integer> waiting =
          one.submit(() -> Tasks.syncWait(Tasks.scheduleOn(one, AddOne.ramp(Task.of(1)))));
      assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void aDelayTellsOfAnExecutorThatWasShutDownMeanwhile() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CompletableFuture<?> future =
        Tasks.toCompletableFuture(Tasks.delay(Duration.ofMillis(50), executor));
    executor.shutdown();
    assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void resumeOnAndScheduleOnTellOfAnExecutorThatWasShutDown() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdown();
    assertThatThrownBy(() -> Tasks.syncWait(Tasks.resumeOn(executor)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> Tasks.syncWait(AddOne.ramp(AddOne.ramp(Task.of(1)).on(executor))))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
