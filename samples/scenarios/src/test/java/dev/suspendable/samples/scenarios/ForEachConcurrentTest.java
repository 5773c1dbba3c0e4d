package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An action for each of many elements, a limited number at the same time. */
class ForEachConcurrentTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<CompletableFuture<String>> gates = new ArrayList<>();

  ForEachConcurrentTest() {
    for (int i = 0; i < 10; i++) {
      gates.add(new CompletableFuture<>());
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Suspendable
  Task<Void> acts(int i) throws IOException {
    log.add("begins " + i);
    try {
      String end = await(gates.get(i));
      if (end.equals("fail")) {
        throw new IOException("action " + i);
      }
      log.add("ends " + i);
    } finally {
      log.add("leaves " + i);
    }
    return Task.completed();
  }

  @Suspendable
  AsyncGenerator<Integer> generated(CompletableFuture<?> before, int count) {
    try {
      for (int i = 0; i < count; i++) {
        if (i == 2) {
          await(before);
        }
        yieldValue(i);
      }
    } finally {
      log.add("closes");
      await(Task.delay(Duration.ofNanos(1)));
      log.add("closed");
    }
    return AsyncGenerator.end();
  }

  @Test
  void atMostTheLimitAtTheSameTimeAndInOrder() throws Exception {
    CompletableFuture<Void> all =
        Task.forEachConcurrent(numbers(5), 2, this::acts).toCompletableFuture();
    assertThat(log).containsExactly("begins 0", "begins 1");
    gates.get(1).complete("");
    assertThat(log.subList(2, log.size())).containsExactly("ends 1", "leaves 1", "begins 2");
    gates.get(3).complete("");
    gates.get(0).complete("");
    assertThat(log.subList(5, log.size()))
        .containsExactly("ends 0", "leaves 0", "begins 3", "ends 3", "leaves 3", "begins 4");
    gates.get(4).complete("");
    assertThat(all).isNotDone();
    gates.get(2).complete("");
    assertThat(all.get()).isNull();
  }

  @Test
  void aFailureStopsTheOthersAndNoMoreAreTaken() {
    AtomicInteger taken = new AtomicInteger();
    Iterable<Integer> counted =
        () -> {
          Iterator<Integer> numbers = numbers(9).iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return numbers.hasNext();
            }

            @Override
            public Integer next() {
              taken.incrementAndGet();
              return numbers.next();
            }
          };
        };
    CompletableFuture<Void> all =
        Task.forEachConcurrent(counted, 3, this::acts).toCompletableFuture();
    assertThat(taken).hasValue(3);
    gates.get(1).complete("fail");
    assertThatThrownBy(all::join).hasRootCauseMessage("action 1");
    assertThat(log.subList(3, log.size()))
        .containsExactlyInAnyOrder("leaves 1", "leaves 0", "leaves 2");
    assertThat(gates.get(0)).as("what a stopped one awaits is cancelled").isCancelled();
    assertThat(taken).hasValue(3);
  }

  @Test
  void aStopStopsAll() {
    StopSource stop = new StopSource();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(numbers(9), 2, this::acts)
            .withStopToken(stop.token())
            .toCompletableFuture();
    stop.requestStop();
    assertThat(all).isCancelled();
    assertThat(log).containsExactlyInAnyOrder("begins 0", "begins 1", "leaves 0", "leaves 1");
  }

  @Test
  void aStopEndsActionsThatDoNotSuspend() {
    StopSource stop = new StopSource();
    AtomicInteger count = new AtomicInteger();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(
                numbers(100),
                2,
                i -> {
                  if (count.incrementAndGet() == 5) {
                    stop.requestStop();
                  }
                  return Task.completed();
                })
            .withStopToken(stop.token())
            .toCompletableFuture();
    assertThat(all).isCancelled();
    assertThat(count).hasValue(5);
  }

  @Test
  void lambdasMayAwait() throws Exception {
    AtomicInteger sum = new AtomicInteger();
    syncWait(
        Task.forEachConcurrent(
            numbers(100),
            7,
            i -> {
              if (i % 3 == 0) {
                await(Task.delay(Duration.ofNanos(1)));
              }
              sum.addAndGet(i);
              return Task.completed();
            }));
    assertThat(sum).hasValue(4950);
  }

  @Suspendable
  static Generator<Integer> closing(List<String> log) {
    try {
      for (int i = 0; ; i++) {
        yieldValue(i);
      }
    } finally {
      log.add("closed");
    }
  }

  @Test
  void failuresOfAllKinds() throws Exception {
    assertThatThrownBy(
            () ->
                syncWait(
                    Task.forEachConcurrent(
                        closing(log),
                        2,
                        i -> {
                          if (i == 3) {
                            throw new IOException("made no task");
                          }
                          return Task.completed();
                        })))
        .isInstanceOf(IOException.class)
        .hasMessage("made no task");
    assertThat(log).as("a generator is closed").containsExactly("closed");
    assertThatThrownBy(() -> syncWait(Task.forEachConcurrent(numbers(1), 1, i -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("null");
    assertThatThrownBy(() -> Task.forEachConcurrent(numbers(1), 0, this::acts))
        .isInstanceOf(IllegalArgumentException.class);
    Task<String> once = waits("once");
    assertThatThrownBy(() -> syncWait(Task.forEachConcurrent(numbers(2), 2, i -> once)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("awaited once");
    assertThat(syncWait(Task.forEachConcurrent(List.<Integer>of(), 2, this::acts))).isNull();
  }

  @Suspendable
  Task<String> waits(String value) {
    await(Task.delay(Duration.ofNanos(1)));
    return Task.of(value);
  }

  @Test
  void fromAnAsyncGenerator() throws Exception {
    CompletableFuture<String> later = new CompletableFuture<>();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(generated(later, 4), 3, this::acts).toCompletableFuture();
    assertThat(log).containsExactly("begins 0", "begins 1");
    gates.get(1).complete("");
    assertThat(log.subList(2, log.size())).containsExactly("ends 1", "leaves 1");
    later.complete("");
    assertThat(log.subList(4, log.size())).containsExactly("begins 2", "begins 3");
    gates.forEach(gate -> gate.complete(""));
    all.get();
    assertThat(log)
        .contains("ends 0", "ends 1", "ends 2", "ends 3", "closes", "closed")
        .hasSize(14);
  }

  @Test
  void aFailureStopsTheWaitForTheNextElement() {
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(generated(never, 4), 3, this::acts).toCompletableFuture();
    gates.get(0).complete("fail");
    assertThatThrownBy(all::join).hasRootCauseMessage("action 0");
    assertThat(log).contains("leaves 1").contains("closes", "closed");
    assertThat(never).isCancelled();
  }

  @Test
  void aStopClosesTheGenerator() {
    StopSource stop = new StopSource();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(generated(new CompletableFuture<>(), 2), 1, this::acts)
            .withStopToken(stop.token())
            .toCompletableFuture();
    stop.requestStop();
    assertThat(all.handle((v, t) -> all.isCancelled()).join()).isTrue();
    assertThat(log).containsExactly("begins 0", "leaves 0", "closes", "closed");
  }

  @Test
  void contestsAreActionsToo() {
    StopSource stop = new StopSource();
    CompletableFuture<Void> all =
        Task.forEachConcurrent(
                numbers(4), 2, i -> Task.whenAny(List.of(acts(2 * i), acts(2 * i + 1))))
            .withStopToken(stop.token())
            .toCompletableFuture();
    gates.get(1).complete("");
    assertThat(log).contains("leaves 0", "begins 4", "begins 5").doesNotContain("begins 6");
    stop.requestStop();
    assertThat(all).isCancelled();
    assertThat(log).contains("leaves 2", "leaves 3", "leaves 4", "leaves 5");
  }

  @Test
  void manyElementsInLittleMemory() throws Exception {
    AtomicLong sum = new AtomicLong();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    syncWait(
        Task.forEachConcurrent(
            () -> IntStream.range(0, 1_000_000).iterator(),
            100,
            i -> {
              if (i % 100 == 0) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                await(Task.switchTo(Runnable::run));
                running.decrementAndGet();
              }
              sum.addAndGet(i);
              return Task.completed();
            }));
    assertThat(sum).hasValue(499_999_500_000L);
    assertThat(most.get()).isBetween(1, 100);
  }

  @Test
  void manyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 200; round++) {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        syncWait(
            Task.forEachConcurrent(
                numbers(50),
                3,
                i -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  await(Task.switchTo(threads));
                  running.decrementAndGet();
                  done.add(i);
                  return Task.completed();
                }));
        assertThat(done).containsExactlyInAnyOrderElementsOf(numbers(50));
        assertThat(most.get()).isBetween(1, 3);
      }
    } finally {
      threads.shutdown();
    }
  }
}
