package dev.suspendable.samples.chat.data;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.StoreException.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A store for tests. Each request lets other coroutines go first, as a database does, and then
 * takes effect at one moment.
 */
public final class InMemoryStore implements Store {
  private record Key(String user, String key) {}

  private record Place(String room, Posted posted) {}

  private final Clock clock;
  private final Duration validity;

  // Guarded by this.
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, List<Message>> rooms = new HashMap<>();
  private final Map<Key, Place> keys = new HashMap<>();

  /**
   * @param clock for the times of messages, and for tokens
   * @param validity how long a token is valid
   */
  public InMemoryStore(Clock clock, Duration validity) {
    this.clock = clock;
    this.validity = validity;
  }

  public InMemoryStore() {
    this(Clock.systemUTC(), Duration.ofDays(1));
  }

  @Override
  @Suspendable
  public Task<User> register(String user, String password) {
    await(Task.yieldNow());
    synchronized (this) {
      if (passwords.putIfAbsent(user, password) != null) {
        throw new StoreException(Code.TAKEN, "the name is taken");
      }
    }
    return Task.of(new User(user));
  }

  @Override
  @Suspendable
  public Task<Session> login(String user, String password) {
    await(Task.yieldNow());
    synchronized (this) {
      if (!password.equals(passwords.get(user))) {
        throw new StoreException(Code.BAD_CREDENTIALS, "unknown user, or wrong password");
      }
      String token = UUID.randomUUID().toString();
      Session session = new Session(new User(user), token, clock.instant().plus(validity));
      sessions.put(token, session);
      return Task.of(session);
    }
  }

  @Override
  @Suspendable
  public Task<Session> resume(String token) {
    await(Task.yieldNow());
    synchronized (this) {
      Session session = sessions.get(token);
      if (session == null) {
        throw new StoreException(Code.BAD_CREDENTIALS, "unknown token");
      }
      if (!clock.instant().isBefore(session.expires())) {
        throw new StoreException(Code.EXPIRED, "the token has expired");
      }
      return Task.of(session);
    }
  }

  @Override
  @Suspendable
  public Task<Posted> post(String user, String room, String key, String text) {
    await(Task.yieldNow());
    return Task.of(add(user, room, key, text));
  }

  private synchronized Posted add(String user, String room, String key, String text) {
    Place first = keys.get(new Key(user, key));
    if (first != null) {
      if (!first.room().equals(room)) {
        throw new StoreException(Code.TAKEN, "the key was used in another room");
      }
      return new Posted(first.posted().seq(), first.posted().time(), true);
    }
    List<Message> messages = rooms.computeIfAbsent(room, name -> new ArrayList<>());
    Instant time = clock.instant();
    Posted posted = new Posted(messages.size() + 1, time, false);
    messages.add(new Message(room, posted.seq(), user, text, time));
    keys.put(new Key(user, key), new Place(room, posted));
    return posted;
  }

  @Override
  @Suspendable
  public Task<List<Message>> after(String room, long seq, int limit) {
    await(Task.yieldNow());
    synchronized (this) {
      List<Message> messages = rooms.getOrDefault(room, List.of());
      int from = (int) Math.min(Math.max(seq, 0), messages.size());
      return Task.of(List.copyOf(messages.subList(from, Math.min(from + limit, messages.size()))));
    }
  }

  @Override
  @Suspendable
  public Task<List<Message>> before(String room, long seq, int limit) {
    await(Task.yieldNow());
    synchronized (this) {
      List<Message> messages = rooms.getOrDefault(room, List.of());
      int to = (int) Math.min(Math.max(seq - 1, 0), messages.size());
      return Task.of(List.copyOf(messages.subList(Math.max(0, to - limit), to)));
    }
  }

  @Override
  @Suspendable
  public Task<Long> last(String room) {
    await(Task.yieldNow());
    synchronized (this) {
      return Task.of((long) rooms.getOrDefault(room, List.of()).size());
    }
  }

  @Override
  public Task<Void> close() {
    return Task.completed();
  }
}
