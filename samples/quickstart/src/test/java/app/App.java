package app;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;

public class App {
  @Suspendable
  static Generator<Integer> fibonacci() {
    for (int a = 0, b = 1; ; ) {
      yieldValue(a); // rests here until the next value is asked for
      int next = a + b;
      a = b;
      b = next;
    }
  }

  @Suspendable
  static Task<Integer> sum(int count) {
    int sum = 0;
    for (int number : fibonacci().stream().limit(count).toList()) {
      sum += await(square(number)); // leaves the thread until the square is there
    }
    return Task.of(sum);
  }

  static CompletableFuture<Integer> square(int number) {
    return CompletableFuture.supplyAsync(() -> number * number);
  }

  public static void main(String[] args) throws InterruptedException {
    System.out.println(Task.syncWait(sum(10))); // 1870
  }
}
