package dev.suspendable.samples.guide;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

public class Downloads {
  @Suspendable
  static Task<String> download(String name) {
    try {
      await(Task.delay(Duration.ofDays(1))); // stands for a slow server
      return Task.of("content of " + name);
    } catch (Throwable t) {
      return Task.of("no content"); // not reached: a stop is not an exception
    } finally {
      await(Task.delay(Duration.ofMillis(1))); // a cleanup may await
      System.out.println(name + " closed");
    }
  }

  public static void main(String[] args) {
    StopSource source = new StopSource();
    CompletableFuture<?> all =
        Task.whenAll(download("a"), download("b"))
            .withStopToken(source.token())
            .toCompletableFuture();
    source.requestStop();
    all.handle((value, thrown) -> "cancelled: " + all.isCancelled()) // after both cleanups
        .thenAccept(System.out::println)
        .join();
  }
}
