package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Private members, generics, try and a lambda, on the module path. */
public final class Main {
  private int calls;

  private Main() {}

  /** A function that suspends. */
  interface Step<T> {
    /** Takes it. */
    @Suspendable
    Task<T> take(T value);
  }

  @Suspendable
  private <T extends Comparable<T>> Task<T> largest(List<T> values, Step<T> step) {
    T largest = values.get(0);
    for (T each : values) {
      try {
        T taken = await(step.take(each));
        largest = taken.compareTo(largest) > 0 ? taken : largest;
      } finally {
        calls++;
      }
    }
    return Task.of(largest);
  }

  @Suspendable
  static Generator<Integer> numbers(int upTo) {
    for (int i = 0; i < upTo; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  private static void check(Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(actual + ", and not " + expected);
    }
  }

  /** Checks what came out. */
  public static void main(String[] args) throws Exception {
    Main main = new Main();
    Step<Integer> step =
        value -> Task.of(await(CompletableFuture.supplyAsync(() -> value * value)));
    check(Task.syncWait(main.largest(numbers(4).stream().toList(), step)), 9);
    check(main.calls, 4);
    check(Main.class.getModule().isNamed(), true);
    check(Main.class.getDeclaredMethod("numbers", int.class).getParameters()[0].getName(), "upTo");
  }
}
