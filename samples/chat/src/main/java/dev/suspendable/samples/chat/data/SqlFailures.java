package dev.suspendable.samples.chat.data;

import dev.suspendable.samples.chat.data.StoreException.Code;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/** Translates the failures of a database into those of the store. */
final class SqlFailures {
  private SqlFailures() {}

  /**
   * Whether another transaction came first, so that another attempt finds what that one has done: a
   * unique key, a serialization failure, a deadlock.
   */
  static boolean isConflict(Throwable failure) {
    return failure instanceof SQLException e && (hasState(e, "23505") || hasState(e, "40"));
  }

  /** Whether H2 has closed the database, or is about to, because it could not write. */
  static boolean isOfUsedUpConnection(SQLException failure) {
    return hasState(failure, "90098") || hasState(failure, "90121") || hasState(failure, "HY000");
  }

  /** The exception for those who use the store. */
  static RuntimeException of(SQLException failure) {
    if (failure instanceof SQLTimeoutException
        || hasState(failure, "57014") // a statement that took too long
        || hasState(failure, "55P03") // a lock of PostgreSQL
        || hasState(failure, "HYT00")) { // a lock of H2
      return new StoreException(Code.TIMEOUT, "the database has not answered in time", failure);
    }
    if (hasState(failure, "22") || hasState(failure, "42")) {
      // Data that a column cannot hold, or wrong SQL: a mistake of the program, which no later
      // attempt heals.
      return new IllegalArgumentException("the database refuses this request", failure);
    }
    return new StoreException(Code.UNAVAILABLE, "the database is not available", failure);
  }

  private static boolean hasState(SQLException failure, String prefix) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith(prefix);
  }
}
