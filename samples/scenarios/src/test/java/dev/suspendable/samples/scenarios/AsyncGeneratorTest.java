package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.switchTo;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Sequences whose bodies await. */
class AsyncGeneratorTest {
  private final List<Object> log = new ArrayList<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();

  /** Yields {@code 0} to {@code n - 1}; awaits the gate before each even one. */
  @Suspendable
  AsyncGenerator<Integer> count(String name, int n) {
    log.add(name + " starts");
    try {
      for (int i = 0; i < n; i++) {
        if (i % 2 == 0) {
          await(gate);
        }
        yieldValue(i);
      }
    } catch (Exception e) {
      log.add("caught " + e);
    } finally {
      log.add(name + " ends " + await(gate));
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  <T> Task<List<T>> collect(AsyncGenerator<T> values, int most) {
    List<T> all = new ArrayList<>();
    try (values) {
      while (all.size() < most && await(values.hasNext())) {
        all.add(values.next());
      }
    }
    log.add("closed");
    return Task.of(all);
  }

  @Test
  void runsWhileTheConsumerAwaits() throws Exception {
    gate.complete("g");
    AsyncGenerator<Integer> values = count("a", 3);
    assertThat(log).isEmpty();
    assertThat(syncWait(collect(values, 9))).containsExactly(0, 1, 2);
    assertThat(log).containsExactly("a starts", "a ends g", "closed");
  }

  @Test
  void suspendsWithItsConsumer() throws Exception {
    CompletableFuture<List<Integer>> all = collect(count("a", 3), 9).toCompletableFuture();
    assertThat(log).containsExactly("a starts");
    assertThat(all).isNotDone();
    gate.complete("g");
    assertThat(all.get()).containsExactly(0, 1, 2);
  }

  @Test
  void closingHalfWayAwaitsTheCleanups() throws Exception {
    CompletableFuture<String> open = new CompletableFuture<>();
    CompletableFuture<List<Integer>> two = collect(closedSlowly(open), 2).toCompletableFuture();
    assertThat(log).containsExactly("leaving");
    assertThat(two).isNotDone();
    open.complete("later");
    assertThat(two.get()).containsExactly(1, 2);
    assertThat(log).containsExactly("leaving", "later", "closed");
  }

  @Suspendable
  AsyncGenerator<Integer> closedSlowly(CompletableFuture<String> open) {
    try {
      for (int i = 1; ; i++) {
        yieldValue(i);
      }
    } catch (RuntimeException e) {
      log.add("caught");
      throw e;
    } finally {
      log.add("leaving");
      yieldValue(99); // dropped
      log.add(await(open));
    }
  }

  @Test
  void aBodyThatIsClosedBeforeItStartsDoesNotRun() throws Exception {
    AsyncGenerator<Integer> values = count("a", 3);
    syncWait(values.closeAsync());
    assertThat(syncWait(values.hasNext())).isFalse();
    syncWait(values.closeAsync());
    assertThat(log).isEmpty();
  }

  @Suspendable
  AsyncGenerator<String> failing(boolean inCleanup) throws IOException {
    try {
      yieldValue("a");
      if (!inCleanup) {
        throw new IOException("body");
      }
      yieldValue("b");
    } finally {
      if (inCleanup) {
        throw new IOException("cleanup");
      }
    }
    return AsyncGenerator.end();
  }

  @Test
  void anExceptionIsThrownAtTheAwaitOfTheNextValue() throws Exception {
    AsyncGenerator<String> values = failing(false);
    assertThat(syncWait(values.hasNext())).isTrue();
    assertThat(syncWait(values.hasNext())).as("not taken yet").isTrue();
    assertThat(values.next()).isEqualTo("a");
    assertThatThrownBy(() -> syncWait(values.hasNext()))
        .isInstanceOf(IOException.class)
        .hasMessage("body");
    assertThat(syncWait(values.hasNext())).isFalse();
    assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
    syncWait(values.closeAsync());
  }

  @Test
  void anExceptionOfACleanupIsThrownAtTheClosing() {
    assertThatThrownBy(() -> syncWait(collect(failing(true), 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("cleanup");
  }

  @Suspendable
  AsyncGenerator<Integer> nested(int depth) {
    try {
      yieldValue(depth);
      if (depth > 0) {
        yieldAll(nested(depth - 1));
        await(gate);
        yieldAll(List.of(-depth));
      }
    } finally {
      log.add("left " + depth);
    }
    return AsyncGenerator.end();
  }

  @Test
  void passesOnTheValuesOfOthers() throws Exception {
    CompletableFuture<List<Integer>> all = collect(nested(2), 99).toCompletableFuture();
    assertThat(log).containsExactly("left 0");
    gate.complete("");
    assertThat(all.get()).containsExactly(2, 1, 0, -1, -2);
    assertThat(log).containsExactly("left 0", "left 1", "left 2", "closed");
  }

  @Test
  void closingLeavesTheInnermostFirst() throws Exception {
    assertThat(syncWait(collect(nested(2), 3))).containsExactly(2, 1, 0);
    assertThat(log).containsExactly("left 0", "left 1", "left 2", "closed");
  }

  @Suspendable
  AsyncGenerator<Integer> catching() {
    try {
      yieldAll(failing());
    } catch (IllegalStateException e) {
      log.add(e.getMessage());
    }
    return count("tail", 1);
  }

  @Suspendable
  AsyncGenerator<Integer> failing() {
    yieldValue(1);
    throw new IllegalStateException("inner");
  }

  @Test
  void theExceptionOfAnInnerOneIsThrownWhereItIsYielded() throws Exception {
    gate.complete("g");
    assertThat(syncWait(collect(catching(), 9))).containsExactly(1, 0);
    assertThat(log).containsExactly("inner", "tail starts", "tail ends g", "closed");
  }

  @Test
  void aDeepNestOfGenerators() throws Exception {
    gate.complete("");
    assertThat(syncWait(collect(nested(2_000), 9_999))).hasSize(4_001);
  }

  @Test
  void aMillionValuesTakeNoStack() throws Exception {
    gate.complete("");
    assertThat(syncWait(count("a", 1_000_000).map(i -> 1).filter(i -> i == 1).toList()))
        .hasSize(1_000_000);
  }

  @Test
  void hasOneConsumer() throws Exception {
    AsyncGenerator<Integer> values = count("a", 3);
    CompletableFuture<List<Integer>> first = collect(values, 9).toCompletableFuture();
    assertThatThrownBy(() -> syncWait(values.hasNext()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("AsyncGeneratorTest.count")
        .hasMessageContaining("has another consumer")
        .hasMessageContaining("AsyncGeneratorTest.collect");
    assertThatThrownBy(() -> syncWait(values.closeAsync()))
        .isInstanceOf(IllegalStateException.class);
    gate.complete("g");
    assertThat(first.get()).containsExactly(0, 1, 2);
  }

  @Test
  void operatorsCloseTheirSource() throws Exception {
    gate.complete("g");
    assertThat(syncWait(count("a", 9).filter(i -> i % 2 == 1).map(i -> "n" + i).take(2).toList()))
        .containsExactly("n1", "n3");
    assertThat(log).containsExactly("a starts", "a ends g");
    assertThatThrownBy(
            () ->
                syncWait(
                    count("b", 9)
                        .forEach(
                            i -> {
                              throw new IllegalStateException("action");
                            })))
        .hasMessage("action");
    assertThat(log).endsWith("b starts", "b ends g");
    assertThat(syncWait(count("c", 9).take(0).toList())).isEmpty();
    assertThatThrownBy(() -> count("d", 1).take(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Suspendable
  AsyncGenerator<String> hopping(ExecutorService there) {
    yieldValue(Thread.currentThread().getName());
    await(switchTo(there));
    yieldValue(Thread.currentThread().getName());
    return AsyncGenerator.end();
  }

  @Test
  void theConsumerContinuesWhereTheBodyYields() throws Exception {
    ExecutorService there = Executors.newSingleThreadExecutor(work -> new Thread(work, "there"));
    try {
      assertThat(
              syncWait(
                  hopping(there).map(name -> name + Thread.currentThread().getName()).toList()))
          .containsExactly(Thread.currentThread().getName().repeat(2), "therethere");
    } finally {
      there.shutdown();
    }
  }
}
