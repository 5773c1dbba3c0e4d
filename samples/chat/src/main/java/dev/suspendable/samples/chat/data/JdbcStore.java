package dev.suspendable.samples.chat.data;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.StoreException.Code;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.AsyncSemaphore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The store in H2 or PostgreSQL. Each request is one transaction, on a thread for blocking code.
 *
 * <p>A request waits for a connection as a coroutine; so thousands that wait occupy no threads, and
 * a stop ends the wait at once. A transaction that has begun is not interrupted by a stop: the
 * outcome of a commit would be unknown, and an interrupt closes the file of H2, or the connection
 * to PostgreSQL. The limits of {@link StoreConfig#patience} end it instead.
 */
public final class JdbcStore implements Store {
  /** After a conflict the other transaction has been committed, so few attempts are enough. */
  private static final Retry ON_CONFLICT =
      Retry.times(8)
          .withBackoff(Duration.ofMillis(2), 2)
          .withJitter()
          .onlyIf(SqlFailures::isConflict);

  private final Database database;
  private final AsyncSemaphore connections;
  private final Duration patience;
  private final Duration tokenValidity;
  private final Clock clock;
  private final Sql sql;
  private final Passwords passwords;

  /** Hashing takes long on purpose. It may not take all processors from the messages. */
  private final ExecutorService hashing;

  private JdbcStore(StoreConfig config, Database database, Clock clock) {
    this.database = database;
    this.connections = new AsyncSemaphore(config.connections());
    this.patience = config.patience();
    this.tokenValidity = config.tokenValidity();
    this.clock = clock;
    this.sql = new Sql(clock);
    this.passwords = new Passwords(config.hashRounds());
    this.hashing =
        TaskExecutors.workStealing(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /**
   * Connects to a database, and brings its tables up to date.
   *
   * @param clock for the times of messages, and for tokens
   */
  public static Task<JdbcStore> open(StoreConfig config, Clock clock) {
    return Task.blocking(() -> new JdbcStore(config, Database.open(config), clock));
  }

  @Override
  @Suspendable
  public Task<User> register(String user, String password) {
    String hash = await(hash(password).on(hashing));
    return transaction(connection -> sql.addUser(connection, user, hash));
  }

  @Override
  @Suspendable
  public Task<Session> login(String user, String password) {
    String hash = await(transaction(connection -> sql.passwordHash(connection, user)));
    if (!await(matches(password, hash).on(hashing))) {
      throw new StoreException(Code.BAD_CREDENTIALS, "unknown user, or wrong password");
    }
    Session session = new Session(new User(user), Tokens.next(), expiry());
    String tokenHash = Tokens.hash(session.token());
    await(transaction(connection -> sql.addToken(connection, user, tokenHash, session.expires())));
    return Task.of(session);
  }

  private Instant expiry() {
    return clock.instant().plus(tokenValidity).truncatedTo(ChronoUnit.MICROS);
  }

  @Suspendable
  private Task<String> hash(String password) {
    return Task.of(passwords.hash(password));
  }

  @Suspendable
  private Task<Boolean> matches(String password, String hash) {
    return Task.of(passwords.matches(password, hash));
  }

  @Override
  public Task<Session> resume(String token) {
    return transaction(connection -> sql.session(connection, token));
  }

  @Override
  public Task<Posted> post(String user, String room, String key, String text) {
    return transaction(connection -> sql.post(connection, user, room, key, text));
  }

  @Override
  public Task<List<Message>> after(String room, long seq, int limit) {
    return transaction(connection -> sql.after(connection, room, seq, limit));
  }

  @Override
  public Task<List<Message>> before(String room, long seq, int limit) {
    return transaction(connection -> sql.before(connection, room, seq, limit));
  }

  @Override
  public Task<Long> last(String room) {
    return transaction(connection -> sql.last(connection, room));
  }

  @Override
  public Task<Void> close() {
    return Task.blocking(
        () -> {
          hashing.shutdown();
          database.close();
          return null;
        });
  }

  @Suspendable
  private <T> Task<T> transaction(Database.Transaction<T> code) {
    try {
      return Task.of(await(ON_CONFLICT.call(() -> attempt(code)), SQLException.class));
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Suspendable
  private <T> Task<T> attempt(Database.Transaction<T> code) throws SQLException {
    try (var permit = await(Task.from(connections.acquire()).timeout(patience))) {
      Task<T> running = Task.blocking(() -> database.commit(code));
      return Task.of(await(running.shielded(), SQLException.class)); // see the class
    } catch (TimeoutException e) {
      throw new StoreException(Code.TIMEOUT, "too many requests wait for the database", e);
    }
  }
}
