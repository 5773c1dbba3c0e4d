package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.sync.AsyncEvent;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that answers when the test wants it to, or fails. */
final class GatedStore extends StoreAround {
  private final AsyncEvent gate = AsyncEvent.manualReset();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile RuntimeException failure;
  private volatile boolean isClosed;

  GatedStore() {
    super(new InMemoryStore());
    gate.set();
  }

  void shut() {
    gate.reset();
  }

  void open() {
    gate.set();
  }

  /** Lets all requests fail; null for none. */
  void failWith(RuntimeException thrown) {
    failure = thrown;
  }

  /** The number of requests at the gate. */
  int waiting() {
    return waiting.get();
  }

  void awaitWaiting(int count) throws InterruptedException {
    while (waiting.get() < count) {
      Thread.sleep(1);
    }
  }

  @Override
  @Suspendable
  <T> Task<T> around(Task<T> request) {
    waiting.incrementAndGet();
    try {
      await(gate);
    } finally {
      waiting.decrementAndGet();
    }
    RuntimeException thrown = failure;
    return thrown != null ? Task.failed(thrown) : request;
  }

  @Override
  public Task<Void> close() {
    isClosed = true;
    return super.close();
  }

  boolean isClosed() {
    return isClosed;
  }
}
