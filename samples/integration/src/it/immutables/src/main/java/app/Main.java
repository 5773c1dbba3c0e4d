package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.immutables.value.Value;

public class Main {
  @Value.Immutable
  interface Item {
    String name();

    List<String> tags();

    @Value.Default
    default int count() {
      return 1;
    }

    @Suspendable
    default Generator<String> labels() {
      for (String tag : tags()) {
        yieldValue(name() + ":" + tag);
      }
      return Generator.end();
    }
  }

  @Suspendable
  static Task<ImmutableItem> item(String name) {
    ImmutableItem.Builder builder =
        ImmutableItem.builder().name(await(CompletableFuture.supplyAsync(() -> name)));
    for (int i = 0; i < 2; i++) {
      int at = i;
      builder.addTags("t" + await(CompletableFuture.supplyAsync(() -> at)));
    }
    return Task.of(builder.build().withCount(await(CompletableFuture.supplyAsync(() -> 7))));
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  public static void main(String[] args) throws Exception {
    ImmutableItem item = Task.syncWait(item("pen"));
    check(item.toString(), "Item{name=pen, tags=[t0, t1], count=7}");
    check(item.labels().stream().toList(), List.of("pen:t0", "pen:t1"));
  }
}
