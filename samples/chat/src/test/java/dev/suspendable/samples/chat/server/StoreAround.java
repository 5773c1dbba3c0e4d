package dev.suspendable.samples.chat.server;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.Session;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.data.User;
import java.util.List;

/** A store in memory, with something around each request. */
abstract class StoreAround implements Store {
  private final Store store;

  StoreAround(InMemoryStore store) {
    this.store = store;
  }

  /** Does the request, or not. */
  abstract <T> Task<T> around(Task<T> request);

  @Override
  public Task<User> register(String user, String password) {
    return around(store.register(user, password));
  }

  @Override
  public Task<Session> login(String user, String password) {
    return around(store.login(user, password));
  }

  @Override
  public Task<Session> resume(String token) {
    return around(store.resume(token));
  }

  @Override
  public Task<Posted> post(String user, String room, String key, String text) {
    return around(store.post(user, room, key, text));
  }

  @Override
  public Task<List<Message>> after(String room, long seq, int limit) {
    return around(store.after(room, seq, limit));
  }

  @Override
  public Task<List<Message>> before(String room, long seq, int limit) {
    return around(store.before(room, seq, limit));
  }

  @Override
  public Task<Long> last(String room) {
    return around(store.last(room));
  }

  @Override
  public Task<Void> close() {
    return store.close();
  }
}
