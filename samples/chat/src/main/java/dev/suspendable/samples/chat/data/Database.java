package dev.suspendable.samples.chat.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A pool of connections to a database that has our tables. All methods block. */
final class Database implements AutoCloseable {
  /** Code of one transaction, which may run again after a conflict with another one. */
  @FunctionalInterface
  interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Connects, and brings the tables up to date. */
  static Database open(StoreConfig config) {
    HikariDataSource pool = new HikariDataSource(poolConfig(config));
    try {
      Flyway.configure().dataSource(pool).load().migrate();
      return new Database(pool);
    } catch (Throwable t) {
      pool.close();
      throw t;
    }
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
    pool.setExceptionOverride(new Evictions());
    String millis = Long.toString(config.patience().toMillis());
    String seconds = Long.toString(Math.max(1, config.patience().toSeconds()));
    if (config.url().startsWith("jdbc:h2:")) {
      pool.addDataSourceProperty("WRITE_DELAY", "0"); // a commit is on the disk, not in a buffer
      pool.addDataSourceProperty(
          "DB_CLOSE_ON_EXIT", "FALSE"); // the server closes it, after draining
      pool.addDataSourceProperty("TRACE_LEVEL_FILE", "0"); // it would fill a full disk once more
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

  /**
   * When H2 cannot write it closes its database, and all connections are of no use. The pool does
   * not know the states that say so, and checks only connections that have not been used for a
   * while.
   */
  private static final class Evictions implements SQLExceptionOverride {
    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException failure) {
      return SqlFailures.isOfUsedUpConnection(failure)
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }

  /** Runs a transaction; if it or its commit fails, nothing of it remains. */
  <T> T commit(Transaction<T> code) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      T result = code.run(connection);
      connection.commit();
      return result;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
