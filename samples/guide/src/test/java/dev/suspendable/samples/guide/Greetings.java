package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.ContextKey;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public class Greetings {
  static final ContextKey<String> USER = ContextKey.of("user", "guest");

  @Suspendable
  static Task<String> greeting() {
    await(Task.delay(Duration.ofMillis(1)));
    return Task.of("Hello, " + await(USER)); // the value for the coroutine that awaits this one
  }

  @Suspendable
  static Task<String> page() {
    String first = await(greeting());
    String second = await(greeting().with(USER, "Grace")); // another value for one task
    return Task.of(first + "; " + second + " on " + Thread.currentThread().getName());
  }

  public static void main(String[] args) throws InterruptedException {
    ExecutorService worker = Executors.newSingleThreadExecutor(work -> new Thread(work, "worker"));
    System.out.println(Task.syncWait(page().with(USER, "Ada").on(worker)));
    worker.shutdown(); // printed: Hello, Ada; Hello, Grace on worker
  }
}
