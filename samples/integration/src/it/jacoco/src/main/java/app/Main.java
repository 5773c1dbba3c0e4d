package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;

public class Main {
  @Suspendable
  static Task<String> run(int n) {
    String result = "";
    for (int i = 0; i < n; i++) {
      int at = i;
      result += await(CompletableFuture.supplyAsync(() -> at));
    }
    if (n < 0) {
      result = "never";
    }
    return Task.of(result);
  }

  @Suspendable
  static Task<String> uncalled() {
    return Task.of(await(run(1)));
  }
}
