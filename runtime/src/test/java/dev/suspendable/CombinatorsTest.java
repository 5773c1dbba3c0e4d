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

/** Running tasks, and continuing on another thread or later. */
class CombinatorsTest {

  @Test
  void syncWaitBlocksUntilAnotherThreadCompletes() throws Exception {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    Task<Integer> task = AddOne.ramp(Operators.awaiter(source));
    Thread completer = new Thread(() -> source.complete(1));
    completer.start();
    assertThat(Task.syncWait(task)).isEqualTo(2);
    completer.join();
  }

  @Test
  void syncWaitThrowsCancellationExceptionForTheStoppedSignal() {
    Gate<Integer> gate = new Gate<>();
    Task<Integer> task = AddOne.ramp(gate);
    Thread canceller =
        new Thread(
            () -> {
              while (!gate.isAwaited()) {
                Thread.onSpinWait();
              }
              gate.stopped();
            });
    // The task itself starts it, and is then about to suspend.
    Task<Integer> starting = Hop.ramp(0, n -> started(canceller, task));
    assertThatThrownBy(() -> Task.syncWait(starting)).isInstanceOf(CancellationException.class);
  }

  private static Task<Integer> started(Thread thread, Task<Integer> task) {
    thread.start();
    return task;
  }

  @Test
  void syncWaitCanBeInterrupted() {
    Gate<Integer> gate = new Gate<>();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Task.syncWait(gate)).isInstanceOf(InterruptedException.class);
    assertThat(gate.isAwaited()).isTrue();
    gate.complete(1); // no coroutine waits
  }

  @Test
  void syncWaitInsideABody() throws Exception {
    Task<Integer> outer = Hop.ramp(0, n -> Task.of(waitFor(AddOne.ramp(Task.of(n)))));
    assertThat(Task.syncWait(AddOne.ramp(outer))).isEqualTo(2);
  }

  private static int waitFor(Task<Integer> task) {
    try {
      return Task.syncWait(task);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void syncWaitDeclaresWhatTheAwaitableFailsWith() throws InterruptedException {
    IOException error = new IOException();
    try {
      Task.syncWait(Task.failed(error), IOException.class);
    } catch (IOException thrown) {
      assertThat(thrown).isSameAs(error);
      return;
    }
    throw new AssertionError("no exception");
  }

  @Test
  void toCompletableFutureStartsHere() {
    List<String> events = new ArrayList<>();
    assertThat(AddOne.ramp(Task.of(1), events).toCompletableFuture()).isCompletedWithValue(2);
    assertThat(events).hasSize(2);
    assertThat(Task.failed(new IOException()).toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void delayGoesOnLater() throws Throwable {
    Task.syncWait(Task.delay(Duration.ofMillis(1)));
    Task.syncWait(Task.delay(Duration.ofNanos(1), Runnable::run));
    assertThat(Task.delay(Duration.ZERO).awaiter().awaitReady()).isTrue();
    assertThat(Task.delay(Duration.ofSeconds(-1)).awaiter().awaitReady()).isTrue();
    assertThat(Task.delay(Duration.ofSeconds(Long.MAX_VALUE)).awaiter().awaitReady()).isFalse();
  }

  @Test
  void switchToContinuesOnTheExecutor() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "ours"));
    try {
      Task<String> task = Hop.ramp(0, n -> Task.of(Thread.currentThread().getName())).on(executor);
      assertThat(Task.syncWait(task)).isEqualTo("ours");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void anExecutorMayRunInline() throws Exception {
    assertThat(Task.syncWait(AddOne.ramp(Task.of(1)).on(Runnable::run))).isEqualTo(2);
    assertThat(Task.syncWait(Task.switchTo(Runnable::run))).isNull();
  }

  @Test
  void aRejectionSurfacesAtTheAwait() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdown();
    List<String> events = new ArrayList<>();
    assertThatThrownBy(() -> Task.syncWait(AddOne.ramp(Task.of(1), events).on(executor)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void onPassesEveryOutcomeOn() {
    IOException error = new IOException();
    assertThatThrownBy(() -> Task.syncWait(Task.failed(error).on(Runnable::run))).isSameAs(error);
    Gate<Integer> gate = new Gate<>();
    CompletableFuture<?> future = Task.whenAll(gate).on(Runnable::run).toCompletableFuture();
    gate.stopped();
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
    assertThatThrownBy(() -> Task.syncWait(task)).isSameAs(error);
    assertThatThrownBy(kept.get(0)::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The work was run before: Sums.addOne");
    assertThat(events).isEmpty();
  }

  @Test
  void aTaskThatWasAwaitedBeforeFailsOnTheExecutorToo() throws Exception {
    Task<Integer> task = AddOne.ramp(Task.of(1));
    assertThat(Task.syncWait(task)).isEqualTo(2);
    assertThatThrownBy(() -> Task.syncWait(task.on(Runnable::run)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can be awaited once");
    assertThatThrownBy(() -> Task.syncWait(Task.whenAll(task.on(Runnable::run))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can be awaited once");
  }

  @Test
  void startedOnceOnly() throws Exception {
    Task<Integer> task = Task.of(1).on(Runnable::run);
    assertThat(Task.syncWait(task)).isEqualTo(1);
    assertThatThrownBy(() -> Task.syncWait(task))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The task of Task.on was awaited before, and is awaited again at"
                + " dev.suspendable.Task.syncWait (Task.java); a task can be awaited once");
  }

  @Test
  void scheduledInsideOfOneAnotherWithoutStack() throws Exception {
    Task<Integer> task = Task.of(1);
    for (int i = 0; i < 100_000; i++) {
      task = AddOne.ramp(task).on(Runnable::run);
    }
    assertThat(Task.syncWait(task)).isEqualTo(100_001);
  }

  @Test
  void syncWaitLetsAForkJoinPoolCompensate() throws Exception {
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      Future<Integer> waiting = one.submit(() -> Task.syncWait(AddOne.ramp(Task.of(1)).on(one)));
      assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void aDelayTellsOfAnExecutorThatWasShutDownMeanwhile() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CompletableFuture<?> future =
        Task.whenAll(Task.delay(Duration.ofMillis(50), executor)).toCompletableFuture();
    executor.shutdown();
    assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void switchToAndOnTellOfAnExecutorThatWasShutDown() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.shutdown();
    assertThatThrownBy(() -> Task.syncWait(Task.switchTo(executor)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> Task.syncWait(AddOne.ramp(AddOne.ramp(Task.of(1)).on(executor))))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
