package dev.suspendable.samples.chat.fault;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.Session;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.data.User;
import java.util.List;

/** A store in which something is wrong with posting. */
final class FaultyStore implements Store {
  /** What happens before a message is posted, as part of its handler. */
  @FunctionalInterface
  interface Fault {
    Task<Void> before(String user);
  }

  private final Store store;
  volatile Fault fault = user -> Task.completed();

  FaultyStore(Store store) {
    this.store = store;
  }

  @Override
  @Suspendable
  public Task<Posted> post(String user, String room, String key, String text) {
    await(fault.before(user));
    return store.post(user, room, key, text);
  }

  @Override
  public Task<User> register(String user, String password) {
    return store.register(user, password);
  }

  @Override
  public Task<Session> login(String user, String password) {
    return store.login(user, password);
  }

  @Override
  public Task<Session> resume(String token) {
    return store.resume(token);
  }

  @Override
  public Task<List<Message>> after(String room, long seq, int limit) {
    return store.after(room, seq, limit);
  }

  @Override
  public Task<List<Message>> before(String room, long seq, int limit) {
    return store.before(room, seq, limit);
  }

  @Override
  public Task<Long> last(String room) {
    return store.last(room);
  }

  @Override
  public Task<Void> close() {
    return store.close();
  }
}
