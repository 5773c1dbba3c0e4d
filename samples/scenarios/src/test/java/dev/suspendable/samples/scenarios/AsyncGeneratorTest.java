package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.switchTo;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
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

  @Suspendable
  AsyncGenerator<Integer> leftDeep(int depth) {
    if (depth > 0) {
      yieldAll(leftDeep(depth - 1));
    }
    yieldValue(depth);
    return AsyncGenerator.end();
  }

  @Suspendable
  AsyncGenerator<Integer> deepThenMany(int depth, int many) {
    try {
      if (depth > 0) {
        yieldAll(deepThenMany(depth - 1, many));
      } else {
        for (int i = 0; i < many; i++) {
          yieldValue(i);
        }
        throw new IOException("innermost");
      }
    } catch (IOException e) {
      throw new IllegalStateException("at " + depth + " " + e.getMessage());
    } finally {
      if (depth % 50_000 == 0) {
        log.add("left " + depth);
      }
    }
    return AsyncGenerator.end();
  }

  @Test
  void aLeftDeepChainOf100000() throws Exception {
    assertThat(syncWait(collect(leftDeep(100_000), Integer.MAX_VALUE)))
        .hasSize(100_001)
        .isSorted()
        .startsWith(0)
        .endsWith(100_000);
  }

  @Test
  void aValueCostsTheSameAtAnyDepth() throws Exception {
    // A million values through 100,000 levels would take hours otherwise.
    assertThatThrownBy(() -> syncWait(collect(deepThenMany(100_000, 1_000_000), 2_000_000)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at 0 innermost");
    assertThat(log).containsExactly("left 0", "left 50000", "left 100000");
  }

  @Test
  void closingAChainOf100000LeavesTheInnermostFirst() throws Exception {
    assertThat(syncWait(collect(deepThenMany(100_000, 9), 5))).hasSize(5);
    assertThat(log).containsExactly("left 0", "left 50000", "left 100000", "closed");
  }

  @Test
  void aStopOfAChainOf100000LeavesTheInnermostFirst() {
    StopSource source = new StopSource();
    CompletableFuture<List<Integer>> all =
        collect(waitsAtTheBottom(100_000), 5).withStopToken(source.token()).toCompletableFuture();
    source.requestStop();
    assertThat(all).isCancelled();
    assertThat(log).containsExactly("left 0", "left 50000", "left 100000");
  }

  @Suspendable
  AsyncGenerator<Integer> waitsAtTheBottom(int depth) {
    try {
      if (depth > 0) {
        yieldAll(waitsAtTheBottom(depth - 1));
      } else {
        await(gate);
      }
    } finally {
      if (depth % 50_000 == 0) {
        log.add("left " + depth);
      }
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  AsyncGenerator<Integer> around(AsyncGenerator<Integer> begun) {
    try {
      yieldAll(begun);
      yieldValue(100);
    } finally {
      log.add("around");
    }
    return AsyncGenerator.end();
  }

  /** The generator that is passed on has been consumed in part, and is nested itself. */
  @Test
  void oneThatIsNestedAlreadyIsPassedOn() throws Exception {
    gate.complete("");
    for (int most : new int[] {2, 99}) {
      for (boolean taken : new boolean[] {true, false}) {
        log.clear();
        AsyncGenerator<Integer> begun = nested(3);
        for (int i = 0; i < 3; i++) {
          assertThat(syncWait(begun.hasNext())).isTrue();
          if (i < 2 || taken) {
            assertThat(begun.next()).isEqualTo(3 - i);
          }
        }
        List<Integer> rest = syncWait(collect(around(around(begun)), most));
        List<Integer> expected =
            taken ? List.of(0, -1, -2, -3, 100, 100) : List.of(1, 0, -1, -2, -3, 100, 100);
        assertThat(rest).isEqualTo(expected.subList(0, Math.min(most, expected.size())));
        assertThat(log)
            .containsExactly("left 0", "left 1", "left 2", "left 3", "around", "around", "closed");
      }
    }
  }

  @Suspendable
  AsyncGenerator<Integer> failsInCleanup(int depth) {
    try {
      if (depth > 0) {
        yieldAll(failsInCleanup(depth - 1));
      }
      yieldValue(depth);
    } finally {
      yieldValue(-1); // dropped
      await(gate);
      if (depth != 1) {
        throw new IllegalStateException("cleanup " + depth);
      }
    }
    return AsyncGenerator.end();
  }

  @Test
  void failuresOfNestedCleanupsAreOne() {
    CompletableFuture<List<Integer>> one = collect(failsInCleanup(2), 1).toCompletableFuture();
    assertThat(one).isNotDone();
    gate.complete("");
    assertThatThrownBy(one::join)
        .cause()
        .hasMessage("cleanup 0")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("cleanup 2"));
  }

  @Test
  void aNestedOneHasOneConsumer() throws Exception {
    gate.complete("");
    AsyncGenerator<Integer> inner = count("inner", 3);
    AsyncGenerator<Integer> middle = around(inner);
    AsyncGenerator<Integer> outer = around(middle);
    assertThat(syncWait(outer.hasNext())).isTrue();
    assertThat(outer.next()).isZero();
    assertThatThrownBy(() -> syncWait(middle.hasNext())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> syncWait(middle.closeAsync()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> syncWait(collect(around(middle), 9)))
        .isInstanceOf(IllegalStateException.class);
    log.clear();
    assertThat(syncWait(collect(outer, 99))).containsExactly(1, 2, 100, 100);
    assertThat(log).containsExactly("inner ends ", "around", "around", "closed");
  }

  @Test
  void othersThatAreNotCoroutinesAreNested() throws Exception {
    AsyncGenerator<Integer> values = around(around(AsyncGenerator.from(List.of(1, 2))));
    assertThat(syncWait(collect(values, 1))).containsExactly(1);
    assertThat(log).containsExactly("around", "around", "closed");
    assertThat(syncWait(collect(around(AsyncGenerator.<Integer>end()), 9))).containsExactly(100);
    assertThat(syncWait(collect(around(nested(0).map(i -> i + 7)), 9))).containsExactly(7, 100);
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

  // ---- Threads, stops and failures between two values.

  @Suspendable
  AsyncGenerator<String> threads(List<CompletableFuture<String>> gates) {
    for (CompletableFuture<String> each : gates) {
      String value = await(each);
      yieldValue(value + " made by " + Thread.currentThread().getName());
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Integer> logThreads(AsyncGenerator<String> values) {
    int count = 0;
    try (values) {
      while (await(values.hasNext())) {
        log.add(values.next() + ", used by " + Thread.currentThread().getName());
        count++;
      }
    }
    return Task.of(count);
  }

  @Test
  void theDrivingThreadFlipsWhileTheBodyIsSuspended() throws Exception {
    List<CompletableFuture<String>> gates =
        List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
    CompletableFuture<Integer> count = logThreads(threads(gates)).toCompletableFuture();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<String> gate = gates.get(i);
      String value = "v" + i;
      Thread thread = new Thread(() -> gate.complete(value), "t" + i);
      thread.start();
      thread.join();
    }
    assertThat(count.get()).isEqualTo(3);
    assertThat(log)
        .containsExactly(
            "v0 made by t0, used by t0", "v1 made by t1, used by t1", "v2 made by t2, used by t2");
  }

  @Suspendable
  AsyncGenerator<Integer> guarded(int n, CompletableFuture<String> before) {
    try {
      for (int i = 0; i < n; i++) {
        yieldValue(i);
      }
      await(before);
    } catch (Throwable t) {
      log.add("caught " + t);
      throw t;
    } finally {
      log.add("leaving");
      log.add("left " + await(gate));
    }
    return AsyncGenerator.end();
  }

  @Test
  void aConsumerThatIsStoppedWhileHasNextIsPendingEndsTheBody() {
    CompletableFuture<String> before = new CompletableFuture<>();
    StopSource source = new StopSource();
    CompletableFuture<List<Integer>> all =
        collect(guarded(1, before), 9).withStopToken(source.token()).toCompletableFuture();
    source.requestStop();
    assertThat(before).isCancelled();
    assertThat(log).containsExactly("leaving");
    assertThat(all).isNotDone();
    gate.complete("g");
    assertThat(all).isCancelled();
    assertThat(log).as("closing has nothing left to do").containsExactly("leaving", "left g");
  }

  @Test
  void whoeverElseClosesItWhileHasNextIsPendingIsRefused() throws Exception {
    CompletableFuture<String> before = new CompletableFuture<>();
    gate.complete("g");
    AsyncGenerator<Integer> values = guarded(1, before);
    CompletableFuture<List<Integer>> all = collect(values, 9).toCompletableFuture();
    assertThatThrownBy(() -> syncWait(values.closeAsync()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log).isEmpty();
    before.complete("");
    assertThat(all.get()).containsExactly(0);
    assertThat(log).containsExactly("leaving", "left g", "closed");
  }

  @Test
  void theLoserOfARaceLeavesTheGeneratorEnded() throws Exception {
    gate.complete("g");
    AsyncGenerator<Integer> values = guarded(0, new CompletableFuture<>());
    CompletableFuture<String> other = new CompletableFuture<>();
    CompletableFuture<?> first =
        Task.<Object>race(List.of(values.hasNext(), waitFor(other))).toCompletableFuture();
    other.complete("");
    first.get();
    syncWait(values.closeAsync());
    assertThat(log).containsExactly("leaving", "left g");
  }

  @Suspendable
  Task<String> waitFor(CompletableFuture<String> stage) {
    return Task.of(await(stage));
  }

  @Suspendable
  Task<Integer> holding(AsyncGenerator<Integer> values, CompletableFuture<String> use) {
    int last = -1;
    try (values) {
      while (await(values.hasNext())) {
        last = values.next();
        log.add(await(use));
        if (last == 1) {
          throw new IOException("consumer");
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      log.add("consumer leaves with " + last);
    }
    return Task.of(last);
  }

  @Test
  void aStopWhileTheConsumerHoldsAValueClosesTheBody() {
    StopSource source = new StopSource();
    CompletableFuture<Integer> last =
        holding(guarded(9, gate), new CompletableFuture<>())
            .withStopToken(source.token())
            .toCompletableFuture();
    source.requestStop();
    assertThat(log).containsExactly("leaving");
    assertThat(last).isNotDone();
    gate.complete("g");
    assertThat(last).isCancelled();
    assertThat(log).containsExactly("leaving", "left g", "consumer leaves with 0");
  }

  @Test
  void aConsumerThatFailsBetweenTwoValuesClosesTheBodyFirst() {
    CompletableFuture<Integer> last =
        holding(guarded(9, gate), CompletableFuture.completedFuture("used")).toCompletableFuture();
    assertThat(log).containsExactly("used", "used", "leaving");
    gate.complete("g");
    assertThatThrownBy(last::join).hasRootCauseMessage("consumer");
    assertThat(log).endsWith("leaving", "left g", "consumer leaves with 1");
  }

  @Test
  void theFailuresOfTheConsumerAndOfACleanupAreOne() {
    gate.completeExceptionally(new IOException("cleanup"));
    assertThatThrownBy(
            () -> syncWait(holding(guarded(9, gate), CompletableFuture.completedFuture("used"))))
        .cause()
        .hasMessage("consumer")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("cleanup"));
  }

  // ---- A cleanup that awaits, and is stopped itself.

  @Test
  void aStopWaitsForTheCleanupsOfAClosedBody() {
    StopSource source = new StopSource();
    CompletableFuture<List<Integer>> two =
        collect(guarded(9, gate), 2).withStopToken(source.token()).toCompletableFuture();
    assertThat(log).containsExactly("leaving");
    source.requestStop();
    assertThat(gate).as("of the cleanup").isNotCancelled();
    assertThat(two).isNotDone();
    gate.complete("g");
    assertThat(two.join()).as("it waits for nothing after the closing").containsExactly(0, 1);
    assertThat(log).containsExactly("leaving", "left g", "closed");
  }

  @Test
  void aSecondStopChangesNothing() {
    StopSource source = new StopSource();
    StopSource second = new StopSource();
    CompletableFuture<Integer> last =
        holding(guarded(9, gate), new CompletableFuture<>())
            .withStopToken(source.token())
            .withStopToken(second.token())
            .toCompletableFuture();
    source.requestStop();
    second.requestStop();
    last.cancel(false);
    assertThat(log).containsExactly("leaving");
    gate.complete("g");
    assertThat(log).containsExactly("leaving", "left g", "consumer leaves with 0");
  }

  private final class Resource implements AsyncCloseable {
    @Suspendable
    @Override
    public Task<Void> closeAsync() {
      log.add("closes");
      log.add("closed " + await(gate));
      return Task.completed();
    }
  }

  @Suspendable
  Task<String> using(Runnable stop, CompletableFuture<String> begin) {
    CompletableFuture<String> after = new CompletableFuture<>();
    await(begin);
    try (Resource resource = new Resource()) {
      stop.run(); // the end of the block is reached in the ordinary way
    }
    log.add("after");
    try {
      return Task.of(await(after));
    } finally {
      log.add("stopped there: " + after.isCancelled());
    }
  }

  private void closesAndStops(CompletableFuture<String> begin) {
    begin.complete("");
    assertThat(log).containsExactly("closes");
    gate.complete("g");
    assertThat(log).containsExactly("closes", "closed g", "after", "stopped there: true");
  }

  @Test
  void aStopDoesNotKeepAResourceFromBeingClosed() {
    StopSource own = new StopSource();
    CompletableFuture<String> begin = new CompletableFuture<>();
    CompletableFuture<String> end =
        using(own::requestStop, begin).withStopToken(own.token()).toCompletableFuture();
    closesAndStops(begin);
    assertThat(end).isCancelled();
  }

  @Test
  void neitherDoesAStopThatTheCoroutineHasNotLookedFor() {
    List<CompletableFuture<String>> end = new ArrayList<>();
    CompletableFuture<String> begin = new CompletableFuture<>();
    end.add(using(() -> end.get(0).cancel(false), begin).toCompletableFuture());
    closesAndStops(begin);
  }
}
