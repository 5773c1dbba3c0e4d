package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.coroutine.Awaiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks: lazy, awaited once, with value, exception and stopped signal. */
class TaskTest {

  @Test
  void isLazy() throws Exception {
    List<String> events = new ArrayList<>();
    Task<Integer> task = AddOne.ramp(Task.of(1), events);
    assertThat(events).isEmpty();
    assertThat(Task.syncWait(task)).isEqualTo(2);
    assertThat(events).containsExactly("start", "finally");
  }

  @Test
  void isItsOwnFrameAndAwaiter() {
    Task<Integer> task = AddOne.ramp(Task.of(1));
    assertThat(task).isInstanceOf(AddOne.class);
    assertThat(task.awaiter()).isSameAs(task);
  }

  @Test
  void goesOnWhenWhatItAwaitsHasCompleted() {
    Gate<Integer> gate = new Gate<>();
    CompletableFuture<Integer> future = AddOne.ramp(AddOne.ramp(gate)).toCompletableFuture();
    assertThat(future).isNotDone();
    gate.complete(40);
    assertThat(future).isCompletedWithValue(42);
  }

  @Test
  void exceptionsTravelUnwrapped() {
    Gate<Integer> gate = new Gate<>();
    CompletableFuture<Integer> future = AddOne.ramp(AddOne.ramp(gate)).toCompletableFuture();
    IOException error = new IOException();
    gate.fail(error);
    assertThatThrownBy(future::get).cause().isSameAs(error);
    assertThatThrownBy(() -> Task.syncWait(AddOne.ramp(Task.failed(error)))).isSameAs(error);
  }

  @Test
  void theStoppedSignalTravelsToTheAwaiter() {
    Gate<Integer> gate = new Gate<>();
    List<String> inner = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    CompletableFuture<Integer> future =
        AddOne.ramp(AddOne.ramp(gate, inner), outer).toCompletableFuture();
    gate.stopped();
    assertThat(inner).containsExactly("start", "finally");
    assertThat(outer).containsExactly("start", "finally");
    assertThat(future).isCancelled();
  }

  @Test
  void aSecondAwaitIsRefusedAtThatAwait() throws Exception {
    Task<Integer> task = AddOne.ramp(Task.of(1));
    assertThat(Task.syncWait(task)).isEqualTo(2);
    assertThatThrownBy(() -> Task.syncWait(AddOne.ramp(task)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Sums.addOne (Sums.java:3)")
        .hasMessageContaining("awaited once");
  }

  @Test
  void aSecondAwaitWhileItRunsIsRefused() {
    Gate<Integer> gate = new Gate<>();
    Task<Integer> task = AddOne.ramp(gate);
    CompletableFuture<Integer> first = task.toCompletableFuture();
    assertThatThrownBy(() -> Task.syncWait(task)).isInstanceOf(IllegalStateException.class);
    gate.complete(1);
    assertThat(first).isCompletedWithValue(2);
  }

  @Test
  void oneOfTwoRacingAwaitsWins() throws Exception {
    int rounds = 10_000;
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      tasks.add(AddOne.ramp(Task.of(i)));
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> other = thread.submit(() -> awaitAll(tasks, barrier));
      assertThat(awaitAll(tasks, barrier) + other.get()).isEqualTo(rounds);
    } finally {
      thread.shutdown();
    }
  }

  private static int awaitAll(List<Task<Integer>> tasks, CyclicBarrier barrier) throws Exception {
    int won = 0;
    for (Task<Integer> task : tasks) {
      barrier.await();
      try {
        Task.syncWait(task);
        won++;
      } catch (IllegalStateException e) {
        assertThat(e).hasMessageContaining("awaited once");
      }
    }
    return won;
  }

  @Test
  void readyTasksMayBeAwaitedAgain() throws Exception {
    Task<Integer> ready = Task.of(1);
    assertThat(Task.syncWait(ready)).isEqualTo(1);
    assertThat(Task.syncWait(ready)).isEqualTo(1);
    assertThat(Task.syncWait(Task.completed())).isNull();
    Task<@Nullable Integer> ofNull = Task.of(null);
    assertThat(Task.syncWait(ofNull)).isNull();
    IOException error = new IOException();
    assertThatThrownBy(() -> Task.syncWait(Task.failed(error))).isSameAs(error);
  }

  @Test
  void anAwaitChainAMillionDeepRunsOnTheDefaultStack() throws Exception {
    assertThat(Task.syncWait(Down.ramp(1_000_000))).isEqualTo(1_000_000);
  }

  @Test
  void anExceptionClimbsAMillionFrames() {
    Gate<Integer> gate = new Gate<>();
    Task<Integer> task = AddOne.ramp(gate);
    for (int i = 1; i < 1_000_000; i++) {
      task = AddOne.ramp(task);
    }
    CompletableFuture<Integer> future = task.toCompletableFuture();
    IOException error = new IOException();
    gate.fail(error);
    assertThatThrownBy(future::get).cause().isSameAs(error);
  }

  /** {@code return Task.of(n == 0 ? 0 : await(down(n - 1)) + 1)}. */
  private static final class Down extends TaskPromise<Integer> {
    private final int n;

    private Down(int n) {
      this.n = n;
    }

    static Task<Integer> ramp(int n) {
      Down frame = new Down(n);
      Task<Integer> result = frame.getReturnObject();
      frame.$start();
      return result;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      if ($unwinding()) {
        return $unwound();
      }
      Awaiter<?> awaiter;
      if ($resumePoint() == 0) {
        if (n == 0) {
          returnValue(0);
          return null;
        }
        awaiter = ramp(n - 1).awaiter();
        if (!awaiter.awaitReady()) {
          return $suspend(1, awaiter);
        }
      } else {
        awaiter = $awaited();
      }
      returnValue((Integer) awaiter.awaitResume() + 1);
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement("Sums", "down", "Sums.java", 20);
    }
  }
}
