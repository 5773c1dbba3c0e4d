package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of generators.md. */
class GeneratorsPageTest {
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  /** In place of one of a database. */
  private final class Cursor implements AsyncCloseable {
    private String query = "";
    private Iterator<String> rows = List.<String>of().iterator();

    Task<Void> open(String opened) {
      return Task.blocking(
          () -> {
            query = opened;
            rows = List.of("a", " ", "ccc ").iterator();
            return null;
          });
    }

    Task<String> next() {
      return Task.blocking(() -> rows.hasNext() ? rows.next() : null);
    }

    @Override
    public Task<Void> closeAsync() {
      return Task.blocking(
          () -> {
            closed.add(query);
            return null;
          });
    }
  }

  @Suspendable
  AsyncGenerator<String> rows(String query) {
    try (Cursor cursor = new Cursor()) {
      await(cursor.open(query));
      for (String row = await(cursor.next()); row != null; row = await(cursor.next())) {
        yieldValue(row);
      }
    }
    return AsyncGenerator.end();
  }

  @Suspendable
  Task<Integer> length(String query) {
    int sum = 0;
    try (var rows = rows(query)) {
      while (await(rows.hasNext())) {
        sum += rows.next().length();
      }
    }
    return Task.of(sum);
  }

  @Suspendable
  Task<List<String>> firstLines(String one, String other) {
    return AsyncGenerator.merge(rows(one), rows(other))
        .filter(row -> !row.isBlank())
        .map(String::trim)
        .timeout(Duration.ofSeconds(30))
        .take(3)
        .toList();
  }

  @Test
  void theExamplesRun() throws Exception {
    assertThat(syncWait(length("q"))).isEqualTo(6);
    assertThat(syncWait(firstLines("x", "y"))).hasSize(3).contains("a", "ccc");
    assertThat(closed).startsWith("q").containsExactlyInAnyOrder("q", "x", "y");
  }
}
