package dev.suspendable.samples.chat.data;

import dev.suspendable.samples.chat.data.StoreException.Code;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The same tables and statements as those of {@link JdbcStore}, for servers that are not made of
 * coroutines: the methods block.
 */
public final class BlockingStore implements AutoCloseable {
  private final Database database;
  private final Sql sql;
  private final Passwords passwords;
  private final Clock clock;
  private final Duration tokenValidity;

  public BlockingStore(StoreConfig config, Clock clock) {
    this.database = Database.open(config);
    this.sql = new Sql(clock);
    this.clock = clock;
    this.tokenValidity = config.tokenValidity();
    this.passwords = new Passwords(config.hashRounds());
  }

  public User register(String user, String password) {
    String hash = passwords.hash(password);
    return commit(connection -> sql.addUser(connection, user, hash));
  }

  public Session login(String user, String password) {
    String hash = commit(connection -> sql.passwordHash(connection, user));
    if (!passwords.matches(password, hash)) {
      throw new StoreException(Code.BAD_CREDENTIALS, "unknown user, or wrong password");
    }
    Instant expires = clock.instant().plus(tokenValidity).truncatedTo(ChronoUnit.MICROS);
    Session session = new Session(new User(user), Tokens.next(), expires);
    String token = Tokens.hash(session.token());
    commit(connection -> sql.addToken(connection, user, token, expires));
    return session;
  }

  public Posted post(String user, String room, String key, String text) {
    return commit(connection -> sql.post(connection, user, room, key, text));
  }

  public List<Message> after(String room, long seq, int limit) {
    return commit(connection -> sql.after(connection, room, seq, limit));
  }

  public long last(String room) {
    return commit(connection -> sql.last(connection, room));
  }

  private <T> T commit(Database.Transaction<T> code) {
    for (int attempt = 0; ; attempt++) {
      try {
        return database.commit(code);
      } catch (SQLException e) {
        if (attempt == 8 || !SqlFailures.isConflict(e)) {
          throw SqlFailures.of(e);
        }
      }
      try {
        Thread.sleep(ThreadLocalRandom.current().nextLong(2L << attempt));
      } catch (InterruptedException e) {
        throw new StoreException(Code.UNAVAILABLE, "interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
