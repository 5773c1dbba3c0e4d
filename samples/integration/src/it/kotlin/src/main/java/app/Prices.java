package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Coroutines that Kotlin calls, and that call Kotlin. */
public class Prices {
  @Suspendable
  public CompletableFuture<Integer> price(String name) {
    await(Task.delay(Duration.ofMillis(1)));
    return CompletableFuture.completedFuture(name.length());
  }

  @Suspendable
  public Generator<Integer> all(int n) {
    for (int i = 0; i < n; i++) {
      yieldValue(i);
    }
    return Generator.end();
  }

  /** Calls a suspending function, as a future. */
  @Suspendable
  public Task<Integer> twice(String name) {
    int once = await(KotlinShop.INSTANCE.slowly(name));
    return Task.of(once + await(KotlinShop.INSTANCE.slowly(name)));
  }
}
