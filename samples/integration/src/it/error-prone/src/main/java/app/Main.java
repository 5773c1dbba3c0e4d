package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** All checks of Error Prone that are on by default, and NullAway: none has anything to say. */
@NullMarked
public final class Main {
  private @Nullable String last;

  private Main() {}

  @Suspendable
  private Task<String> join(List<String> words) {
    String joined = "";
    for (String word : words) {
      String here = await(CompletableFuture.supplyAsync(() -> word));
      if (last == null || !last.equals(here)) {
        joined += here;
      }
      last = here;
    }
    return Task.of(joined);
  }

  @Suspendable
  static Generator<String> words(@Nullable String first) {
    if (first != null) {
      yieldValue(first);
    }
    for (int i = 0; i < 2; i++) {
      yieldValue("w" + i);
    }
    return Generator.end();
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  public static void main(String[] args) throws Exception {
    List<String> words = new ArrayList<>(words("a").stream().toList());
    words.addAll(words(null).stream().toList());
    check(Task.syncWait(new Main().join(words)), "aw0w1w0w1");
  }
}
