package app;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Coroutines of a bean, which Spring wraps in a proxy. */
@Service
public class Shop {
  private final Store store;

  Shop(Store store) {
    this.store = store;
  }

  @Suspendable
  public CompletableFuture<String> price(String name) {
    await(Task.delay(Duration.ofMillis(1)));
    if (name.equals("none")) {
      throw new IllegalArgumentException("no price");
    }
    return CompletableFuture.completedFuture("price of " + name);
  }

  /** The transaction is in an ordinary method, on a thread that may block. */
  @Suspendable
  public Task<Long> add(String name) {
    await(Task.delay(Duration.ofMillis(1)));
    return Task.of(await(Task.blocking(() -> store.save(name))));
  }

  /** The body begins on Spring's executor. */
  @Async
  @Suspendable
  public CompletableFuture<String> async() {
    String first = Thread.currentThread().getName();
    await(Task.delay(Duration.ofMillis(1)));
    return CompletableFuture.completedFuture(first);
  }

  // What the warnings say is true.

  @Transactional
  @Suspendable
  @SuppressWarnings("suspendable:foreign-annotation")
  public CompletableFuture<Boolean> inTransaction() {
    boolean before = TransactionSynchronizationManager.isActualTransactionActive();
    await(Task.delay(Duration.ofMillis(1)));
    return CompletableFuture.completedFuture(
        before && !TransactionSynchronizationManager.isActualTransactionActive());
  }

  @Transactional
  @Suspendable
  @SuppressWarnings("suspendable:foreign-annotation")
  public Task<Boolean> taskInTransaction() {
    return Task.of(TransactionSynchronizationManager.isActualTransactionActive());
  }
}
