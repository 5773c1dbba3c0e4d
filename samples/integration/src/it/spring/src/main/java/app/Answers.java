package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Answers {
  private final Shop shop;

  Answers(Shop shop) {
    this.shop = shop;
  }

  @GetMapping("/price/{name}")
  @Suspendable
  CompletableFuture<String> price(@PathVariable String name) {
    return CompletableFuture.completedFuture(await(shop.price(name)) + "!");
  }

  @GetMapping("/add/{name}")
  @Suspendable
  CompletionStage<Long> add(@PathVariable String name) {
    return CompletableFuture.completedStage(await(shop.add(name)));
  }

  @GetMapping("/task/{name}")
  @Suspendable
  @SuppressWarnings("suspendable:foreign-annotation")
  Task<String> task(@PathVariable String name) {
    return Task.of(await(shop.price(name)));
  }
}
