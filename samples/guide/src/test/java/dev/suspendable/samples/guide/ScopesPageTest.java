package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.SharedTask;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The examples of scopes.md. */
class ScopesPageTest {
  record Page(String user, List<String> orders) {}

  @Suspendable
  Task<String> user(String id) {
    return Task.of("user " + id);
  }

  @Suspendable
  Task<List<String>> orders(String id) {
    await(Task.delay(Duration.ofNanos(1)));
    return Task.of(List.of("order"));
  }

  @Suspendable
  Task<String> fetch(String name) throws IOException {
    if (name.startsWith("bad")) {
      throw new IOException(name);
    }
    return Task.of("content of " + name);
  }

  @Suspendable
  Task<Void> add(String url, AtomicInteger length) throws IOException {
    length.addAndGet(await(fetch(url)).length());
    return Task.completed();
  }

  @Suspendable
  Task<String> slow() {
    await(Task.delay(Duration.ofDays(1)));
    return Task.of("quote");
  }

  @Suspendable
  Task<Page> page(String id) throws IOException {
    try (var scope = TaskScope.open()) {
      Subtask<String> user = scope.fork(user(id));
      Subtask<List<String>> orders = scope.fork(orders(id));
      await(scope.join());
      return Task.of(new Page(user.get(), orders.get()));
    }
  }

  @Suspendable
  Task<String> fastest(List<String> mirrors) throws IOException {
    try (var scope = TaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
      for (String mirror : mirrors) {
        scope.fork(fetch(mirror));
      }
      return Task.of(await(scope.join()));
    }
  }

  static final class Quorum<T> implements Joiner<T, List<T>> {
    private final int enough;
    private final List<T> values = new ArrayList<>();

    Quorum(int enough) {
      this.enough = enough;
    }

    @Override
    public synchronized boolean onComplete(Subtask<? extends T> subtask) {
      if (subtask.state() == Subtask.State.SUCCESS && values.size() < enough) {
        values.add(subtask.get());
      }
      return values.size() == enough; // stops the others
    }

    @Override
    public synchronized List<T> result() throws IOException {
      if (values.size() < enough) {
        throw new IOException(values.size() + " of " + enough + " have answered");
      }
      return values;
    }
  }

  @Suspendable
  Task<List<String>> quorum(List<String> mirrors) throws IOException {
    try (var scope = TaskScope.open(new Quorum<String>(2))) {
      for (String mirror : mirrors) {
        scope.fork(fetch(mirror));
      }
      return Task.of(await(scope.join()));
    }
  }

  @Suspendable
  Task<Integer> all(Iterable<String> urls) throws IOException {
    AtomicInteger length = new AtomicInteger();
    try (var scope =
        TaskScope.open(
            Joiner.<Void>awaitAllSuccessfulOrThrow(),
            options -> options.withLimit(8).withTimeout(Duration.ofSeconds(30)))) {
      for (String url : urls) {
        await(scope.forkWhenFree(add(url, length)));
      }
      await(scope.join());
    }
    return Task.of(length.get());
  }

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Suspendable
  Task<Integer> lengths(Iterable<String> urls) {
    AtomicInteger length = new AtomicInteger();
    await(Task.forEachConcurrent(urls, 8, url -> add(url, length)));
    return Task.of(length.get());
  }

  private Task<Void> logged(List<String> urls) {
    Task<Void> all =
        Task.forEachConcurrent(
            urls,
            8,
            url -> {
              String text = await(fetch(url));
              log.add(url + " has " + text.length());
              return Task.completed();
            });
    return all;
  }

  @Suspendable
  Task<String> quote() {
    try {
      return Task.of(await(slow().timeout(Duration.ofMillis(1))));
    } catch (TimeoutException e) {
      return Task.of("no quote in time");
    }
  }

  @Suspendable
  SharedTask<String> config() throws IOException {
    return SharedTask.of(await(fetch("config")));
  }

  @Test
  void theExamplesRun() throws Exception {
    assertThat(syncWait(page("1"))).isEqualTo(new Page("user 1", List.of("order")));
    assertThat(syncWait(fastest(List.of("bad", "b")))).isEqualTo("content of b");
    assertThat(syncWait(quorum(List.of("bad", "a", "b")))).hasSize(2);
    assertThatThrownBy(() -> syncWait(quorum(List.of("bad", "a"))))
        .hasMessage("1 of 2 have answered");
    assertThat(syncWait(all(List.of("a", "b")))).isEqualTo(24);
    assertThat(syncWait(lengths(List.of("a", "b")))).isEqualTo(24);
    syncWait(logged(List.of("a")));
    assertThat(log).containsExactly("a has 12");
    assertThat(syncWait(quote())).isEqualTo("no quote in time");
    SharedTask<String> config = config();
    assertThat(syncWait(config)).isEqualTo(syncWait(config)).isEqualTo("content of config");
  }
}
