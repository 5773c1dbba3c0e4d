package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The operators of async generators that run their source in a coroutine of its own, or that
 * collect values, and what they do at the end, on failure, when closed early, and when stopped.
 */
class AsyncOperatorsTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

  private static final class Link {
    final CompletableFuture<Object> value = new CompletableFuture<>();
    Link next;
  }

  /** Yields the values that are sent to it; null ends it, an exception is thrown. */
  private final class Source {
    private final String name;
    private final Link first = new Link();
    private Link last = first;

    Source(String name) {
      this.name = name;
    }

    /** The body may be at an earlier value, on another thread. */
    void send(Object value) {
      Link link = last;
      last = new Link();
      link.next = last;
      link.value.complete(value);
    }

    @Suspendable
    AsyncGenerator<String> values() {
      try {
        for (Link at = first; ; at = at.next) {
          Object value = await(at.value);
          if (value == null) {
            break;
          }
          if (value instanceof RuntimeException e) {
            throw e;
          }
          yieldValue(name + value);
        }
      } finally {
        log.add("left " + name);
      }
      return AsyncGenerator.end();
    }
  }

  @Suspendable
  AsyncGenerator<Integer> count(int n) {
    try {
      for (int i = 0; i < n; i++) {
        log.add("makes " + i);
        yieldValue(i);
      }
    } finally {
      log.add("left");
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  AsyncGenerator<Integer> failingAt(int n) {
    try {
      for (int i = 0; i < n; i++) {
        yieldValue(i);
      }
      throw new IllegalStateException("at " + n);
    } finally {
      log.add("left");
    }
  }

  @Suspendable
  <T> Task<List<T>> collect(AsyncGenerator<T> values, int most) {
    List<T> all = new ArrayList<>();
    try (values) {
      while (all.size() < most && await(values.hasNext())) {
        T value = values.next();
        log.add("gets " + value);
        all.add(value);
      }
    }
    log.add("closed");
    return Task.of(all);
  }

  // ---- Bodies that go on while they are closed, and executors that fail.

  @Suspendable
  AsyncGenerator<Integer> yieldingInItsCleanup(CompletableFuture<String> gate) {
    try {
      yieldValue(1);
      await(gate);
    } finally {
      yieldValue(2);
      log.add("left");
    }
    return AsyncGenerator.end();
  }

  @Test
  void valuesOfACleanupAreDropped() {
    List<Function<AsyncGenerator<Integer>, AsyncGenerator<Integer>>> operators =
        List.of(
            values -> values.buffer(1),
            values -> values.buffer(5),
            values -> AsyncGenerator.merge(values, count(0)),
            values -> values.debounce(LONG));
    for (int i = 0; i < operators.size(); i++) {
      CompletableFuture<String> gate = new CompletableFuture<>();
      AsyncGenerator<Integer> values = operators.get(i).apply(yieldingInItsCleanup(gate));
      CompletableFuture<?> result = collect(values, 1).toCompletableFuture();
      if (!result.isDone()) {
        result.cancel(false); // debounce waits for the time to pass
      }
      assertThat(result).as("operator %s", i).isDone();
    }
    assertThat(log).filteredOn("left"::equals).hasSize(5);
  }

  /** As an executor that has too much work may, if it throws an exception of its own. */
  @Test
  void executorsThatFailAreFailuresOfTheConsumer() {
    for (int k = 0; k < 12; k++) {
      int most = k;
      AtomicInteger calls = new AtomicInteger();
      Executor failing =
          work -> {
            if (calls.getAndIncrement() >= most) {
              throw new IllegalStateException("full");
            }
            ForkJoinPool.commonPool().execute(work);
          };
      CompletableFuture<?> result =
          collect(AsyncGenerator.merge(count(5), count(5)), 99).on(failing).toCompletableFuture();
      assertThat(result.handle((value, e) -> e == null ? "value" : "failure"))
          .succeedsWithin(Duration.ofMinutes(1));
    }
  }

  // ---- chunked.

  @Test
  void chunksHaveTheirSizeAndTheLastHasTheRest() throws Exception {
    assertThat(syncWait(count(5).chunked(2).toList()))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    assertThat(syncWait(count(4).chunked(2).toList())).hasSize(2);
    assertThat(syncWait(count(0).chunked(2).toList())).isEmpty();
    assertThatThrownBy(() -> count(1).chunked(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailureLosesTheChunkThatIsNotFull() throws Exception {
    AsyncGenerator<List<Integer>> chunks = failingAt(3).chunked(2);
    assertThat(syncWait(chunks.hasNext())).isTrue();
    assertThat(chunks.next()).containsExactly(0, 1);
    assertThatThrownBy(() -> syncWait(chunks.hasNext())).hasMessage("at 3");
    assertThat(syncWait(chunks.hasNext())).isFalse();
  }

  // ---- buffer.

  @Test
  void runsAheadAsFarAsTheBufferHasRoom() throws Exception {
    AsyncGenerator<Integer> values = count(9).buffer(2);
    assertThat(log).isEmpty();
    assertThat(syncWait(values.hasNext())).isTrue();
    assertThat(values.next()).isZero();
    assertThat(log).containsExactly("makes 0", "makes 1", "makes 2");
    assertThat(syncWait(values.hasNext())).isTrue();
    assertThat(values.next()).isEqualTo(1);
    assertThat(log).endsWith("makes 2", "makes 3");
    syncWait(values.closeAsync());
    assertThat(log).endsWith("makes 3", "left");
    assertThat(syncWait(values.hasNext())).isFalse();
    assertThatThrownBy(() -> count(1).buffer(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheOrder() throws Exception {
    for (int ahead : new int[] {1, 2, 1000}) {
      assertThat(syncWait(count(100).buffer(ahead).toList()))
          .hasSize(100)
          .isSortedAccordingTo(Integer::compare);
    }
    assertThat(syncWait(count(0).buffer(1).toList())).isEmpty();
  }

  @Test
  void aSlowProducerResumesTheConsumer() throws Exception {
    Source a = new Source("a");
    CompletableFuture<List<String>> all = collect(a.values().buffer(3), 9).toCompletableFuture();
    a.send(1);
    a.send(2);
    assertThat(log).containsExactly("gets a1", "gets a2");
    a.send(null);
    assertThat(all.get()).containsExactly("a1", "a2");
    assertThat(log).endsWith("left a", "closed");
  }

  @Test
  void aFailureComesAfterTheValuesBeforeIt() throws Exception {
    AsyncGenerator<Integer> values = failingAt(2).buffer(9);
    assertThat(syncWait(values.hasNext())).isTrue();
    assertThat(log).as("the body is over").containsExactly("left");
    values.next();
    assertThat(syncWait(values.hasNext())).isTrue();
    assertThat(values.next()).isEqualTo(1);
    assertThatThrownBy(() -> syncWait(values.hasNext()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at 2")
        .hasNoSuppressedExceptions();
    assertThat(syncWait(values.hasNext())).isFalse();
    syncWait(values.closeAsync());
  }

  @Test
  void aFailureAheadOfAConsumerThatClosesIsNotItsConcern() throws Exception {
    assertThat(syncWait(failingAt(2).buffer(9).take(1).toList())).containsExactly(0);
    assertThat(log).containsExactly("left");
  }

  @Test
  void bothSidesRunAtTheSameTimeOnAnExecutor() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch both = new CountDownLatch(2);
      Function<Integer, Integer> meets =
          i -> {
            if (i < 2) {
              both.countDown();
              try {
                both.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
            return i;
          };
      // The producer makes 1 only while the consumer has 0.
      AsyncGenerator<Integer> values =
          count(4)
              .map(i -> i == 1 ? meets.apply(i) : i)
              .buffer(1)
              .map(i -> i == 0 ? meets.apply(i) : i);
      assertThat(syncWait(values.toList().on(two))).containsExactly(0, 1, 2, 3);
    } finally {
      two.shutdown();
    }
  }

  @Test
  void aMillionValuesThroughABuffer() throws Exception {
    assertThat(syncWait(numbers(1_000_000).buffer(1).map(i -> i).buffer(3).toList()))
        .hasSize(1_000_000);
  }

  @Suspendable
  AsyncGenerator<Integer> numbers(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return AsyncGenerator.end();
  }

  // ---- merge.

  @Test
  void valuesOfSeveralComeAsTheyAre() throws Exception {
    Source a = new Source("a");
    Source b = new Source("b");
    CompletableFuture<List<String>> all =
        collect(AsyncGenerator.merge(a.values(), b.values()), 9).toCompletableFuture();
    a.send(1);
    b.send(1);
    b.send(2);
    b.send(null);
    a.send(2);
    assertThat(all).isNotDone();
    a.send(null);
    assertThat(all.get()).containsExactly("a1", "b1", "b2", "a2");
    assertThat(log).contains("left a", "left b").endsWith("closed");
  }

  @Test
  void mergingNothingEnds() throws Exception {
    assertThat(syncWait(AsyncGenerator.merge(List.<AsyncGenerator<String>>of()).toList()))
        .isEmpty();
    assertThat(syncWait(AsyncGenerator.merge(count(0), count(0)).toList())).isEmpty();
  }

  @Test
  void oneThatNeverSuspendsDoesNotKeepTheOthersFromStarting() throws Exception {
    assertThat(
            syncWait(
                AsyncGenerator.merge(numbers(1_000_000).map(i -> "n"), numbers(1).map(i -> "m"))
                    .take(3)
                    .toList()))
        .contains("m");
  }

  @Test
  void aHundredThousandGenerators() throws Exception {
    List<AsyncGenerator<Integer>> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(numbers(2));
    }
    assertThat(syncWait(AsyncGenerator.merge(many).toList())).hasSize(200_000);
  }

  @Test
  void theFailureOfOneClosesTheOthers() throws Exception {
    Source a = new Source("a");
    Source b = new Source("b");
    CompletableFuture<List<String>> all =
        collect(AsyncGenerator.merge(a.values(), b.values()), 9).toCompletableFuture();
    a.send(1);
    b.send(new IllegalStateException("b fails"));
    assertThat(log).containsExactly("gets a1", "left b", "left a");
    assertThatThrownBy(all::join).hasRootCauseMessage("b fails");
  }

  @Suspendable
  AsyncGenerator<String> closedSlowly(String name, CompletableFuture<String> gate, boolean fails) {
    CompletableFuture<String> never = new CompletableFuture<>();
    try {
      yieldValue(name);
      await(never);
    } finally {
      log.add(name + " leaves");
      log.add(name + " " + await(gate));
      if (fails) {
        throw new IllegalStateException("cleanup of " + name);
      }
    }
    return AsyncGenerator.end();
  }

  @Test
  void theCleanupsOfTheOthersAreAwaitedAndTheirFailuresSuppressed() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    Source b = new Source("b");
    CompletableFuture<List<String>> all =
        collect(AsyncGenerator.merge(closedSlowly("a", gate, true), b.values()), 9)
            .toCompletableFuture();
    b.send(new IllegalStateException("b fails"));
    assertThat(log).containsExactly("gets a", "left b", "a leaves");
    assertThat(all).isNotDone();
    gate.complete("has left");
    assertThatThrownBy(all::join)
        .cause()
        .hasMessage("b fails")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("cleanup of a"));
  }

  @Test
  void closingEarlyAwaitsTheCleanupsOfAllOnce() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<List<String>> one =
        collect(
                AsyncGenerator.merge(
                    closedSlowly("a", gate, false),
                    closedSlowly("b", gate, true),
                    closedSlowly("c", gate, true)),
                1)
            .toCompletableFuture();
    assertThat(log).containsExactlyInAnyOrder("gets a", "a leaves", "b leaves", "c leaves");
    assertThat(one).isNotDone();
    gate.complete("has left");
    assertThatThrownBy(one::join)
        .cause()
        .hasMessageContaining("cleanup of ")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(log).hasSize(7);
  }

  @Test
  void aStoppedConsumerLeavesWhenAllHaveBeenClosed() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    StopSource source = new StopSource();
    CompletableFuture<List<String>> all =
        collect(
                AsyncGenerator.merge(
                    closedSlowly("a", gate, false), closedSlowly("b", gate, false)),
                9)
            .withStopToken(source.token())
            .toCompletableFuture();
    assertThat(log).containsExactly("gets a", "gets b");
    source.requestStop();
    assertThat(log).endsWith("a leaves", "b leaves");
    assertThat(all).isNotDone();
    gate.complete("has left");
    assertThat(all).isCancelled();
    assertThat(log).hasSize(6).contains("a has left", "b has left");
  }

  @Suspendable
  AsyncGenerator<String> stoppedWith(StopSource own, CompletableFuture<String> gate) {
    yieldValue("s");
    yieldValue(await(waitFor(gate).withStopToken(own.token())));
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<String> waitFor(CompletableFuture<String> gate) {
    return Task.of(await(gate));
  }

  @Test
  void oneThatIsStoppedStopsTheConsumer() throws Exception {
    StopSource own = new StopSource();
    Source a = new Source("a");
    CompletableFuture<List<String>> all =
        collect(AsyncGenerator.merge(a.values(), stoppedWith(own, new CompletableFuture<>())), 9)
            .toCompletableFuture();
    assertThat(log).containsExactly("gets s");
    own.requestStop();
    assertThat(all).isCancelled();
    assertThat(log).containsExactly("gets s", "left a");
  }

  @Test
  void aStopOfAContextThatTheConsumerHasLeftMeansNothing() throws Exception {
    StopSource first = new StopSource();
    Source a = new Source("a");
    AsyncGenerator<String> values = a.values().buffer(1);
    CompletableFuture<Boolean> has =
        hasNext(values).withStopToken(first.token()).toCompletableFuture();
    a.send(1);
    assertThat(has.get()).isTrue();
    assertThat(values.next()).isEqualTo("a1");
    first.requestStop();
    has = hasNext(values).toCompletableFuture();
    a.send(2);
    assertThat(has.get()).isTrue();
    assertThat(values.next()).isEqualTo("a2");
    syncWait(values.closeAsync());
    assertThat(log).containsExactly("left a");
  }

  @Suspendable
  Task<Boolean> hasNext(AsyncGenerator<?> values) {
    return Task.of(await(values.hasNext()));
  }

  // ---- debounce.

  @Test
  void onlyTheLastOfAFastSequenceIsYielded() throws Exception {
    assertThat(syncWait(numbers(1000).debounce(LONG).toList())).containsExactly(999);
    assertThat(syncWait(numbers(0).debounce(LONG).toList())).isEmpty();
  }

  @Test
  void aValueThatNoOtherFollowsIsYieldedAfterATime() throws Exception {
    Source a = new Source("a");
    CompletableFuture<List<String>> all =
        collect(a.values().debounce(SHORT), 9).toCompletableFuture();
    a.send(1);
    a.send(2); // 1 may be yielded before, on a slow machine
    while (!log.contains("gets a2")) {
      Thread.onSpinWait();
    }
    a.send(3);
    a.send(null);
    assertThat(all.get()).contains("a2").endsWith("a3");
    assertThat(log).endsWith("closed");
  }

  @Test
  void aValueThatIsFollowedIsDropped() throws Exception {
    Source a = new Source("a");
    CompletableFuture<List<String>> all =
        collect(a.values().debounce(LONG), 9).toCompletableFuture();
    for (int i = 1; i < 100; i++) {
      a.send(i);
    }
    assertThat(log).isEmpty();
    a.send(null);
    assertThat(all.get()).containsExactly("a99");
  }

  @Test
  void aFailureDropsTheValueThatWaits() {
    assertThatThrownBy(() -> syncWait(failingAt(3).debounce(LONG).toList())).hasMessage("at 3");
    assertThat(log).containsExactly("left");
  }

  @Test
  void aStopEndsTheDelayOfTheLastValue() throws Exception {
    StopSource source = new StopSource();
    Source a = new Source("a");
    CompletableFuture<List<String>> all =
        collect(a.values().debounce(LONG), 9).withStopToken(source.token()).toCompletableFuture();
    a.send(1);
    source.requestStop();
    assertThat(all).isCancelled();
    assertThat(log).containsExactly("left a");
  }

  // ---- timeout.

  @Test
  void valuesInTimePass() throws Exception {
    assertThat(syncWait(numbers(1000).timeout(LONG).toList())).hasSize(1000);
    Source a = new Source("a");
    CompletableFuture<List<String>> all =
        collect(a.values().timeout(LONG), 9).toCompletableFuture();
    a.send(1);
    a.send(2);
    a.send(null);
    assertThat(all.get()).containsExactly("a1", "a2");
  }

  @Test
  void aLateValueStopsTheBody() throws Exception {
    CompletableFuture<String> gate = CompletableFuture.completedFuture("has left");
    do { // on a slow machine the first value may be late
      log.clear();
      assertThatThrownBy(() -> syncWait(collect(closedSlowly("a", gate, false).timeout(SHORT), 9)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("AsyncOperatorsTest.closedSlowly")
          .hasMessageContaining("has not yielded a value within PT0.001S");
    } while (!log.contains("gets a"));
    assertThat(log).containsExactly("gets a", "a leaves", "a has left");
  }

  @Test
  void aTimeoutOfNothingAllowsNoWait() {
    assertThatThrownBy(() -> syncWait(count(1).timeout(Duration.ZERO).toList()))
        .isInstanceOf(TimeoutException.class);
    assertThat(log).isEmpty();
  }

  @Test
  void aLateValueClosesAllThatAreMerged() {
    CompletableFuture<String> gate = CompletableFuture.completedFuture("has left");
    do {
      log.clear();
      assertThatThrownBy(
              () ->
                  syncWait(
                      AsyncGenerator.merge(
                              closedSlowly("a", gate, false), closedSlowly("b", gate, false))
                          .timeout(SHORT)
                          .toList()))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("AsyncGenerator.merge");
    } while (!log.contains("b leaves"));
    assertThat(log).containsExactlyInAnyOrder("a leaves", "a has left", "b leaves", "b has left");
  }

  @Test
  void aValueThatIsYieldedAfterTheTimeComesBeforeTheException() {
    VirtualTime time = new VirtualTime();
    List<Integer> got = new ArrayList<>();
    AsyncGenerator<Integer> values = yieldingInItsCleanup(new CompletableFuture<>());
    CompletableFuture<Void> result = time.start(values.timeout(LONG).forEach(got::add));
    assertThat(got).containsExactly(1);
    time.pass(LONG);
    assertThatThrownBy(result::join).cause().isInstanceOf(TimeoutException.class);
    assertThat(got).containsExactly(1, 2);
    assertThat(log).containsExactly("left");
  }

  @Test
  void aCleanupThatHasYieldedAValueIsNotCutOffByTheClosing() {
    VirtualTime time = new VirtualTime();
    AsyncGenerator<Integer> values = yieldingInItsCleanup(new CompletableFuture<>());
    CompletableFuture<List<Integer>> result = time.start(values.timeout(LONG).take(2).toList());
    time.pass(LONG);
    assertThat(result).isCompletedWithValue(List.of(1, 2));
    assertThat(log).containsExactly("left");
  }

  // ---- Sources that have not been started by the operator.

  private final class Closeable implements Iterable<Integer>, Iterator<Integer>, AutoCloseable {
    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Integer next() {
      return 1;
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  @Test
  void closingAnOperatorBeforeItStartsClosesItsSource() throws Exception {
    List<Function<AsyncGenerator<Integer>, AsyncGenerator<?>>> operators =
        List.of(
            source -> source.map(i -> i),
            source -> source.map(i -> i).filter(i -> true).take(1),
            source -> source.chunked(2),
            source -> source.buffer(1),
            source -> AsyncGenerator.merge(source),
            source -> source.debounce(SHORT),
            source -> source.timeout(LONG));
    for (Function<AsyncGenerator<Integer>, AsyncGenerator<?>> each : operators) {
      log.clear();
      AsyncGenerator<?> operator = each.apply(AsyncGenerator.from(new Closeable()));
      syncWait(operator.closeAsync());
      assertThat(syncWait(operator.hasNext())).isFalse();
      syncWait(operator.closeAsync());
      assertThat(log).containsExactly("closed");

      log.clear();
      AsyncGenerator<Integer> begun = count(9);
      assertThat(syncWait(begun.hasNext())).isTrue();
      syncWait(each.apply(begun).closeAsync());
      assertThat(log).containsExactly("makes 0", "left");
    }
  }

  @Test
  void theFailureOfTheFirstClosesThoseThatHaveNotStarted() {
    assertThatThrownBy(
            () ->
                syncWait(
                    AsyncGenerator.merge(failingAt(0), AsyncGenerator.from(new Closeable()))
                        .toList()))
        .hasMessage("at 0");
    assertThat(log).containsExactly("left", "closed");
  }
}
