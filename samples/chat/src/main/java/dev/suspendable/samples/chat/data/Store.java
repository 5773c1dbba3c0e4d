package dev.suspendable.samples.chat.data;

import dev.suspendable.Task;
import java.util.List;

/**
 * Users, tokens and messages. A task that completes has committed what it did; one that fails with
 * a {@link StoreException} has done nothing, except where the connection to the database broke
 * during a commit: then the caller does not know, and may ask again. All methods may be called by
 * several coroutines at the same time.
 */
public interface Store {
  /**
   * Adds a user.
   *
   * @return the user; fails with {@code TAKEN} if there is one of that name
   */
  Task<User> register(String user, String password);

  /**
   * Checks a password and makes a token.
   *
   * @return the new session; fails with {@code BAD_CREDENTIALS}
   */
  Task<Session> login(String user, String password);

  /**
   * Checks a token.
   *
   * @return its session; fails with {@code BAD_CREDENTIALS} or {@code EXPIRED}
   */
  Task<Session> resume(String token);

  /**
   * Adds a message to a room, once for each key of a user. Its number is one more than that of the
   * message that was committed before it in the room, so there are no gaps.
   *
   * @param key made by the client, so that it can repeat the request when it got no answer
   */
  Task<Posted> post(String user, String room, String key, String text);

  /** The first messages of a room with numbers greater than {@code seq}, in ascending order. */
  Task<List<Message>> after(String room, long seq, int limit);

  /** The last messages of a room with numbers less than {@code seq}, in ascending order. */
  Task<List<Message>> before(String room, long seq, int limit);

  /** The number of the last message of a room, or 0. */
  Task<Long> last(String room);

  /** Closes the connections to the database. Requests that run fail. */
  Task<Void> close();
}
