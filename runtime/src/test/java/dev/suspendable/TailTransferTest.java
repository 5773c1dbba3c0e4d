package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code return task}: the other task completes this one. */
class TailTransferTest {

  @Test
  void tenMillionHops() throws Exception {
    assertThat(Task.syncWait(down(10_000_000))).isEqualTo("bottom");
  }

  private static Task<String> down(int n) {
    return Hop.ramp(n, k -> k == 0 ? Task.of("bottom") : down(k - 1));
  }

  @Test
  void framesInBetweenBecomeGarbage() {
    Gate<Integer> gate = new Gate<>();
    List<WeakReference<Object>> between = new ArrayList<>();
    CompletableFuture<Integer> future = chain(3, gate, between).toCompletableFuture();
    assertThat(gate.isAwaited()).isTrue();
    // between: the task that is awaited, two that were returned, and the one that runs.
    assertThat(between).hasSize(3);
    for (WeakReference<Object> frame : between.subList(1, between.size())) {
      collect(frame);
      assertThat(frame.get()).isNull();
    }
    gate.complete(1);
    assertThat(future).isCompletedWithValue(2);
  }

  private static Task<Integer> chain(
      int n, Gate<Integer> gate, List<WeakReference<Object>> frames) {
    Task<Integer> task = Hop.ramp(n, k -> k == 1 ? AddOne.ramp(gate) : chain(k - 1, gate, frames));
    frames.add(new WeakReference<>(task));
    return task;
  }

  private static void collect(WeakReference<Object> reference) {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
  }

  @Test
  void exceptionsReachTheAwaiterOfTheFirst() {
    IOException error = new IOException();
    Task<Integer> task = Hop.ramp(1, n -> Hop.ramp(0, k -> AddOne.ramp(Task.failed(error))));
    assertThatThrownBy(() -> Task.syncWait(AddOne.ramp(task))).isSameAs(error);
  }

  @Test
  void theStoppedSignalReachesTheAwaiterOfTheFirst() {
    Gate<Integer> gate = new Gate<>();
    List<String> outer = new ArrayList<>();
    Task<Integer> task = Hop.ramp(1, n -> Hop.ramp(0, k -> AddOne.ramp(gate)));
    CompletableFuture<Integer> future = AddOne.ramp(task, outer).toCompletableFuture();
    gate.stopped();
    assertThat(outer).containsExactly("start", "finally");
    assertThat(future).isCancelled();
  }

  @Test
  void nullIsANullPointerException() {
    assertThatThrownBy(() -> Task.syncWait(Hop.<@Nullable Object>ramp(0, n -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("returned null");
  }

  @Test
  void tasksThatAreNoFrameAreAwaited() throws Exception {
    String ready = Task.syncWait(Hop.ramp(0, n -> Task.of("ready")));
    assertThat(ready).isEqualTo("ready");
    IOException error = new IOException();
    assertThatThrownBy(() -> Task.syncWait(Hop.ramp(0, n -> Task.failed(error)))).isSameAs(error);
    Gate<String> gate = new Gate<>();
    Task<String> foreign = () -> gate;
    CompletableFuture<String> future = Hop.ramp(0, n -> foreign).toCompletableFuture();
    gate.complete("foreign");
    assertThat(future).isCompletedWithValue("foreign");
  }

  @Test
  void aTaskThatWasAwaitedBeforeIsRefused() throws Exception {
    Task<Integer> spent = AddOne.ramp(Task.of(1));
    assertThat(Task.syncWait(spent)).isEqualTo(2);
    assertThatThrownBy(() -> Task.syncWait(Hop.ramp(0, n -> spent)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("awaited once");
  }

  @Test
  void aTaskThatReturnsItselfIsRefused() {
    List<Task<Integer>> self = new ArrayList<>();
    IntFunction<@Nullable Task<Integer>> itself = n -> self.get(0);
    self.add(Hop.ramp(0, itself));
    assertThatThrownBy(() -> Task.syncWait(self.get(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("awaited once");
  }

  @Test
  void bothTasksAreSpentAfterwards() throws Exception {
    List<Task<Integer>> inner = new ArrayList<>();
    Task<Integer> outer =
        Hop.ramp(
            0,
            n -> {
              inner.add(AddOne.ramp(Task.of(1)));
              return inner.get(0);
            });
    assertThat(Task.syncWait(outer)).isEqualTo(2);
    for (Task<Integer> spent : List.of(outer, inner.get(0))) {
      assertThatThrownBy(() -> Task.syncWait(spent)).isInstanceOf(IllegalStateException.class);
    }
  }
}
