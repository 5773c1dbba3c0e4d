package dev.suspendable.samples.chat.data;

import static dev.suspendable.Coroutines.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.data.StoreException.Code;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.scope.StopToken;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.AsyncSemaphore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.flywaydb.core.Flyway;

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

  private final HikariDataSource pool;
  private final AsyncSemaphore connections;
  private final Duration patience;
  private final Duration tokenValidity;
  private final Clock clock;
  private final Sql sql;
  private final Passwords passwords;

  /** Hashing takes long on purpose. It may not take all processors from the messages. */
  private final ExecutorService hashing;

  private JdbcStore(StoreConfig config, HikariDataSource pool, Clock clock) {
    this.pool = pool;
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
    return Task.blocking(
        () -> {
          HikariDataSource pool = new HikariDataSource(poolConfig(config));
          try {
            Flyway.configure().dataSource(pool).load().migrate();
            return new JdbcStore(config, pool, clock);
          } catch (Throwable t) {
            pool.close();
            throw t;
          }
        });
  }

  private static HikariConfig poolConfig(StoreConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("chat");
    pool.setJdbcUrl(config.url());
    pool.setUsername(config.user());
    pool.setPassword(config.password());
    pool.setMaximumPoolSize(config.connections());
    pool.setAutoCommit(false); // what is not committed is undone when a connection is given back
    pool.setConnectionTimeout(config.patience().toMillis());
    pool.setValidationTimeout(Math.min(1000, config.patience().toMillis()));
    String millis = Long.toString(config.patience().toMillis());
    String seconds = Long.toString(Math.max(1, config.patience().toSeconds()));
    if (config.url().startsWith("jdbc:h2:")) {
      pool.addDataSourceProperty("WRITE_DELAY", "0"); // a commit is on the disk, not in a buffer
      pool.addDataSourceProperty("DB_CLOSE_ON_EXIT", "FALSE"); // the server closes it, after draining
      pool.addDataSourceProperty("LOCK_TIMEOUT", millis);
      pool.addDataSourceProperty("QUERY_TIMEOUT", millis);
    } else {
      pool.addDataSourceProperty("connectTimeout", seconds);
      pool.addDataSourceProperty("socketTimeout", Integer.parseInt(seconds) * 2 + "");
      pool.addDataSourceProperty(
          "options", "-c statement_timeout=" + millis + " -c lock_timeout=" + millis);
    }
    return pool;
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
          pool.close();
          return null;
        });
  }

  /** Code of one transaction, which may run again after a conflict with another one. */
  @FunctionalInterface
  private interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  @Suspendable
  private <T> Task<T> transaction(Transaction<T> code) {
    try {
      return Task.of(await(ON_CONFLICT.call(() -> attempt(code)), SQLException.class));
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Suspendable
  private <T> Task<T> attempt(Transaction<T> code) throws SQLException {
    try (var permit = await(Task.from(connections.acquire()).timeout(patience))) {
      Task<T> running = Task.blocking(() -> commit(code));
      // Shielded from stops; see the class.
      return Task.of(
          await(running.with(context -> context.withStopToken(StopToken.never())), SQLException.class));
    } catch (TimeoutException e) {
      throw new StoreException(Code.TIMEOUT, "too many requests wait for the database", e);
    }
  }

  private <T> T commit(Transaction<T> code) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      T result = code.run(connection);
      connection.commit();
      return result;
    }
  }
}
