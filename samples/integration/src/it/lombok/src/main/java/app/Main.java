package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lombok.Builder;
import lombok.Cleanup;
import lombok.Getter;
import lombok.NonNull;
import lombok.RequiredArgsConstructor;
import lombok.Singular;
import lombok.SneakyThrows;
import lombok.Value;
import lombok.val;

@RequiredArgsConstructor
public class Main {
  @Getter private final String name;
  private final int factor;

  @Value
  @Builder
  static class Order {
    String item;
    int count;
    @Singular List<String> tags;
  }

  static <T> CompletableFuture<T> later(T value) {
    return CompletableFuture.supplyAsync(
        () -> value, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
  }

  @Suspendable
  Task<String> order(@NonNull String item) {
    val builder = Order.builder().item(await(later(item)));
    for (val tag : List.of("a", "b")) {
      builder.tag(tag + await(later("!")));
    }
    val order = builder.count(factor * await(later(2))).build();
    return Task.of(getName() + ": " + order);
  }

  @SneakyThrows
  @Suspendable
  Task<Integer> sneaky() {
    @Cleanup val reader = new StringReader("x");
    if (await(later(reader.read())) == 'x') {
      throw new IOException("sneaky");
    }
    return Task.of(0);
  }

  @Suspendable
  Generator<Integer> lengths() {
    for (val each : List.of(name, name + name)) {
      yieldValue(each.length());
    }
    return Generator.end();
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  public static void main(String[] args) throws Exception {
    Main main = new Main("me", 3);
    check(Task.syncWait(main.order("book")), "me: Main.Order(item=book, count=6, tags=[a!, b!])");
    check(main.lengths().stream().toList(), List.of(2, 4));
    try {
      Task.syncWait(main.order(null));
      throw new AssertionError("null");
    } catch (NullPointerException e) {
      check(e.getMessage(), "item is marked non-null but is null");
    }
    try {
      Task.syncWait(main.sneaky());
      throw new AssertionError("sneaky");
    } catch (Exception e) {
      check(e.toString(), "java.io.IOException: sneaky");
    }
  }
}
