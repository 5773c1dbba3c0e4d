package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.sync.AsyncLatch;
import dev.suspendable.sync.AsyncMutex;
import dev.suspendable.sync.AsyncSemaphore;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.Select;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The examples of sync.md. */
class SyncPageTest {
  private final AsyncMutex mutex = new AsyncMutex();
  private final AsyncSemaphore connections = new AsyncSemaphore(2);
  private int stored;

  @Suspendable
  Task<Void> produce(Channel<String> lines, List<String> texts) {
    for (String text : texts) {
      await(lines.send(text));
    }
    return Task.completed();
  }

  @Suspendable
  Task<Integer> length(Channel<String> lines) {
    int sum = 0;
    try (var values = lines.values()) {
      while (await(values.hasNext())) {
        sum += values.next().length();
      }
    }
    return Task.of(sum);
  }

  @Suspendable
  Task<Integer> total(List<String> one, List<String> other) {
    Channel<String> lines = Channel.buffered(16);
    try (var scope = TaskScope.open()) {
      Subtask<Integer> length = scope.fork(length(lines));
      await(Task.whenAll(produce(lines, one), produce(lines, other)));
      lines.close();
      await(scope.join());
      return Task.of(length.get());
    }
  }

  @Suspendable
  Task<String> next(Channel<String> orders, Channel<String> replies, String reply) {
    return Task.of(
        await(
            new Select<String>()
                .onReceive(orders, order -> "order " + order)
                .onSend(replies, reply, () -> "replied")
                .onTimeout(Duration.ofSeconds(1), () -> "quiet")));
  }

  Task<Integer> read() {
    return Task.blocking(() -> stored);
  }

  Task<Void> write(int balance) {
    return Task.blocking(
        () -> {
          stored = balance;
          return null;
        });
  }

  @Suspendable
  Task<Integer> deposit(int amount) {
    try (var held = await(mutex.lock())) {
      int balance = await(read());
      await(write(balance + amount));
      return Task.of(balance + amount);
    }
  }

  @Suspendable
  Task<Integer> query() {
    try (var permit = await(connections.acquire())) {
      return Task.of(await(read()));
    }
  }

  @Suspendable
  Task<String> ready(AsyncLatch started) {
    await(started);
    return Task.of("all have started");
  }

  @Test
  void theExamplesRun() throws Exception {
    assertThat(syncWait(total(List.of("a", "bb"), List.of("ccc")))).isEqualTo(6);

    Channel<String> orders = Channel.buffered(1);
    Channel<String> replies = Channel.rendezvous();
    orders.trySend("tea");
    assertThat(syncWait(next(orders, replies, "r"))).isEqualTo("order tea");

    List<Task<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(deposit(5));
      all.add(query());
    }
    syncWait(Task.whenAll(all));
    assertThat(stored).isEqualTo(50);
    assertThat(connections.availablePermits()).isEqualTo(2);

    AsyncLatch started = new AsyncLatch(2);
    CompletableFuture<String> ready = ready(started).toCompletableFuture();
    started.countDown(2);
    assertThat(ready.get()).isEqualTo("all have started");
  }
}
