package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

@Controller
public class Answers {
  private final Prices prices;

  Answers(Prices prices) {
    this.prices = prices;
  }

  @Get(uri = "/price/{name}", produces = "text/plain")
  @Suspendable
  CompletableFuture<String> price(String name) {
    return CompletableFuture.completedFuture(await(prices.of(name)) + "!");
  }

  @Get(uri = "/task/{name}", produces = "text/plain")
  @Suspendable
  @SuppressWarnings("suspendable:foreign-annotation")
  Task<String> task(String name) {
    return Task.of(await(prices.of(name)));
  }

  /** A bean. */
  @Singleton
  public static class Prices {
    @Suspendable
    Task<String> of(String name) {
      await(Task.delay(Duration.ofMillis(1)));
      if (name.equals("none")) {
        throw new IllegalArgumentException("no price");
      }
      return Task.of("price of " + name);
    }
  }
}
