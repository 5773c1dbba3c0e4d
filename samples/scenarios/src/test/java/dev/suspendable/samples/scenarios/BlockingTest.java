package dev.suspendable.samples.scenarios;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Code that blocks its thread. */
class BlockingTest {

  @Suspendable
  Task<String> reading(CountDownLatch started, CountDownLatch ended) {
    String value =
        await(
            Task.blocking(
                () -> {
                  started.countDown();
                  try {
                    new CountDownLatch(1).await();
                    return "never";
                  } finally {
                    ended.countDown();
                  }
                }));
    return Task.of(value);
  }

  @Test
  void aStopInterruptsTheThreadAndWaitsForIt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<String> result = reading(started, ended).toCompletableFuture();
    started.await();
    result.cancel(false);
    ended.await();
    assertThat(result).isCancelled();
  }

  @Suspendable
  Task<String> there() {
    Thread here = Thread.currentThread();
    Thread there = await(Task.blocking(Thread::currentThread));
    return Task.of(here == there ? "the same thread" : "another thread");
  }

  @Test
  void runsOnAnotherThread() throws Exception {
    assertThat(syncWait(there())).isEqualTo("another thread");
    assertThatThrownBy(
            () ->
                syncWait(
                    Task.blocking(
                        () -> {
                          throw new IOException("x");
                        })))
        .isInstanceOf(IOException.class)
        .hasMessage("x");
    assertThat(syncWait(Task.<String>blocking(() -> null))).isNull();
  }

  @Test
  void manyAtATime() throws Exception {
    AtomicInteger count = new AtomicInteger();
    List<Task<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(
          Task.blocking(
              () -> {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return count.incrementAndGet();
              }));
    }
    assertThat(syncWait(Task.whenAll(all))).hasSize(1_000);
    assertThat(count).hasValue(1_000);
  }
}
