package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.Session;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.data.User;
import dev.suspendable.sync.AsyncEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that answers when the test wants it to, or fails. */
final class GatedStore implements Store {
  private final Store store = new InMemoryStore();
  private final AsyncEvent gate = AsyncEvent.manualReset();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile RuntimeException failure;
  private volatile boolean isClosed;

  GatedStore() {
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

  @Suspendable
  private <T> Task<T> gated(Task<T> request) {
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
  public Task<User> register(String user, String password) {
    return gated(store.register(user, password));
  }

  @Override
  public Task<Session> login(String user, String password) {
    return gated(store.login(user, password));
  }

  @Override
  public Task<Session> resume(String token) {
    return gated(store.resume(token));
  }

  @Override
  public Task<Posted> post(String user, String room, String key, String text) {
    return gated(store.post(user, room, key, text));
  }

  @Override
  public Task<List<Message>> after(String room, long seq, int limit) {
    return gated(store.after(room, seq, limit));
  }

  @Override
  public Task<List<Message>> before(String room, long seq, int limit) {
    return gated(store.before(room, seq, limit));
  }

  @Override
  public Task<Long> last(String room) {
    return gated(store.last(room));
  }

  @Override
  public Task<Void> close() {
    isClosed = true;
    return store.close();
  }

  boolean isClosed() {
    return isClosed;
  }
}
