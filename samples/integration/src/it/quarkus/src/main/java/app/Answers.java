package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@Path("/")
public class Answers {
  @Inject Prices prices;

  @GET
  @Path("/price/{name}")
  @Suspendable
  public CompletionStage<String> price(String name) {
    return CompletableFuture.completedStage(await(prices.of(name)) + "!");
  }

  @GET
  @Path("/task/{name}")
  @Suspendable
  @SuppressWarnings("suspendable:foreign-annotation")
  public Task<String> task(String name) {
    return Task.of(await(prices.of(name)));
  }

  /** A bean that Quarkus wraps in a client proxy. */
  @ApplicationScoped
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
