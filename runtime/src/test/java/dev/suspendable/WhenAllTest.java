package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Awaiting many at the same time. */
class WhenAllTest {
  private final List<Gate<Integer>> gates = new ArrayList<>();

  private List<Gate<Integer>> gates(int n) {
    for (int i = 0; i < n; i++) {
      gates.add(new Gate<>());
    }
    return gates;
  }

  @Test
  void startsAllWhenAwaitedAndKeepsTheOrder() {
    Task<List<Integer>> all = Task.whenAll(gates(3));
    assertThat(gates).noneMatch(Gate::isAwaited);
    CompletableFuture<List<Integer>> future = all.toCompletableFuture();
    assertThat(gates).allMatch(Gate::isAwaited);
    gates.get(2).complete(2);
    gates.get(0).complete(0);
    assertThat(future).isNotDone();
    gates.get(1).complete(1);
    assertThat(future).isCompletedWithValue(List.of(0, 1, 2));
  }

  @Test
  void startsInOrderOnTheAwaitingThread() throws Exception {
    List<String> order = new ArrayList<>();
    Task.syncWait(
        Task.whenAll(
            AddOne.ramp(Task.of(1), order),
            Hop.ramp(0, n -> Task.of(order.add(Thread.currentThread().getName())))));
    assertThat(order).containsExactly("start", "finally", Thread.currentThread().getName());
  }

  @Test
  void waitsForAllAndThrowsTheFirstFailureInOrder() {
    CompletableFuture<List<Integer>> future = Task.whenAll(gates(3)).toCompletableFuture();
    IOException early = new IOException("early");
    IOException late = new IOException("late");
    gates.get(2).fail(early);
    gates.get(1).fail(late);
    assertThat(future).isNotDone();
    gates.get(0).complete(0);
    assertThatThrownBy(future::get)
        .cause()
        .isSameAs(late)
        .satisfies(t -> assertThat(t.getSuppressed()).containsExactly(early));
  }

  @Test
  void theSameFailureTwiceDoesNotSuppressItself() {
    CompletableFuture<List<Integer>> future = Task.whenAll(gates(2)).toCompletableFuture();
    IOException error = new IOException();
    gates.forEach(gate -> gate.fail(error));
    assertThatThrownBy(future::get).cause().isSameAs(error).hasNoSuppressedExceptions();
  }

  @Test
  void theStoppedSignalOfOneEndsTheTaskWhenAllHaveEnded() {
    CompletableFuture<List<Integer>> future = Task.whenAll(gates(2)).toCompletableFuture();
    gates.get(0).stopped();
    assertThat(future).isNotDone();
    gates.get(1).complete(1);
    assertThat(future).isCancelled();
  }

  @Test
  void aFailureOutweighsTheStoppedSignal() {
    CompletableFuture<List<Integer>> future = Task.whenAll(gates(2)).toCompletableFuture();
    gates.get(0).stopped();
    gates.get(1).fail(new IOException());
    assertThat(future).isCompletedExceptionally().isNotCancelled();
  }

  @Test
  void pairs() throws Exception {
    Task<String> both = Task.whenAll(Task.of(1), Task.of("a"), (n, s) -> s + n);
    assertThat(Task.syncWait(both)).isEqualTo("a1");
    assertThatThrownBy(
            () ->
                Task.syncWait(
                    Task.whenAll(
                        Task.of(1),
                        Task.of(0),
                        (a, b) -> {
                          throw new IllegalArgumentException("combine");
                        })))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tasksOfAllKindsInOne() throws Exception {
    Gate<Integer> gate = new Gate<>();
    Task<List<Integer>> inner = Task.whenAll(Task.of(1), AddOne.ramp(gate));
    Task<List<List<Integer>>> all =
        Task.whenAll(
            inner,
            Task.whenAll(AddOne.ramp(Task.of(2))).on(Runnable::run),
            Task.of(List.of()),
            () -> Operators.awaiter(CompletableFuture.completedFuture(List.<Integer>of())));
    CompletableFuture<List<List<Integer>>> future = all.toCompletableFuture();
    assertThat(future).isNotDone();
    gate.complete(1);
    assertThat(future)
        .isCompletedWithValue(List.of(List.of(1, 2), List.of(3), List.of(), List.of()));
  }

  @Test
  void oneTaskTwiceFailsAtTheSecond() {
    Gate<Integer> gate = new Gate<>();
    Task<Integer> task = AddOne.ramp(gate);
    CompletableFuture<List<Integer>> future = Task.whenAll(task, task).toCompletableFuture();
    assertThat(future).isNotDone();
    gate.complete(1);
    assertThatThrownBy(future::get).cause().hasMessageContaining("can be awaited once");
  }

  @Test
  void canBeAwaitedOnce() throws Exception {
    Task<List<Integer>> all = Task.whenAll(Task.of(1));
    assertThat(Task.syncWait(all)).containsExactly(1);
    assertThatThrownBy(() -> Task.syncWait(all))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The task of whenAll was awaited before, and is awaited again at"
                + " dev.suspendable.Task.syncWait (Task.java); a task can be awaited once");
  }

  @Test
  void theStoppedSignalPassesThroughNestedOnes() {
    CompletableFuture<List<List<Integer>>> future =
        Task.whenAll(Task.whenAll(gates(2)), Task.whenAll(List.<Task<Integer>>of()))
            .toCompletableFuture();
    gates.get(0).stopped();
    assertThat(future).isNotDone();
    gates.get(1).complete(1);
    assertThat(future).isCancelled();
  }

  @Test
  void theValuesCannotBeChanged() throws Exception {
    List<Integer> values = Task.syncWait(Task.whenAll(Task.of(1), Task.of((Integer) null)));
    assertThat(values).containsExactly(1, null);
    assertThatThrownBy(() -> values.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void none() throws Exception {
    assertThat(Task.syncWait(Task.whenAll(List.<Task<Integer>>of()))).isEmpty();
  }

  @Test
  void nestedDeeplyAndWideWithoutStack() throws Exception {
    Task<List<Object>> deep = Task.whenAll(Task.of((Object) 0));
    for (int i = 0; i < 100_000; i++) {
      deep = Task.whenAll(deep, Task.of((Object) i));
    }
    assertThat(Task.syncWait(deep)).hasSize(2);
    List<Task<Integer>> wide = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      wide.add(AddOne.ramp(Task.of(i)));
    }
    assertThat(Task.syncWait(Task.whenAll(wide))).hasSize(100_000).endsWith(100_000);
  }

  @Test
  void completionsRaceOnSeveralThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 2_000; i++) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
          tasks.add(AddOne.ramp(Task.of(k)).on(threads));
        }
        assertThat(Task.syncWait(Task.whenAll(tasks))).containsExactly(1, 2, 3, 4);
      }
    } finally {
      threads.shutdown();
    }
  }
}
