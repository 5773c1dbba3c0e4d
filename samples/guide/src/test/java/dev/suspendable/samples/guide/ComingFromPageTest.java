package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Generator;
import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of coming-from.md. */
class ComingFromPageTest {
  record Page(String user, List<String> orders) {}

  private int failures = 2;

  @Suspendable
  Task<String> user(String id) {
    if (failures-- > 0) {
      throw new IllegalStateException("not yet");
    }
    return Task.of("user " + id);
  }

  @Suspendable
  Task<List<String>> orders(String user) {
    return Task.of(List.of("order of " + user));
  }

  @Suspendable
  Task<Integer> price(String symbol) {
    return Task.of(symbol.length());
  }

  @Suspendable
  Task<Integer> square(int value) {
    return Task.of(value * value);
  }

  @Suspendable
  static Generator<Integer> upTo(int most) {
    for (int i = 1; i <= most; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  private static String render(String user, List<String> orders) {
    return user + " " + orders;
  }

  @Suspendable
  Task<Page> page(String id) {
    try (var scope = TaskScope.open()) {
      Subtask<String> user = scope.fork(user(id));
      Subtask<List<String>> orders = scope.fork(orders(id));
      await(scope.join());
      return Task.of(new Page(user.get(), orders.get()));
    }
  }

  @Suspendable
  Task<Integer> total(List<String> symbols) {
    int sum = 0;
    for (String symbol : symbols) {
      sum += await(price(symbol));
    }
    return Task.of(sum);
  }

  @Suspendable
  Task<String> report(String id) {
    String user = await(user(id));
    List<String> orders = await(orders(user));
    return Task.of(render(user, orders));
  }

  Task<String> robustReport(String id) {
    return Retry.times(3)
        .withBackoff(Duration.ofMillis(100), 2)
        .call(() -> report(id).timeout(Duration.ofSeconds(1)));
  }

  @Suspendable
  Task<Integer> sum(Generator<Integer> values) {
    int sum = 0;
    for (int value : values) {
      sum += await(square(value));
    }
    return Task.of(sum);
  }

  @Test
  void theExamplesRun() throws Exception {
    assertThat(syncWait(robustReport("1"))).isEqualTo("user 1 [order of user 1]");
    assertThat(syncWait(page("1"))).isEqualTo(new Page("user 1", List.of("order of 1")));
    assertThat(syncWait(total(List.of("a", "bc")))).isEqualTo(3);
    assertThat(syncWait(sum(upTo(3)))).isEqualTo(14);
  }
}
