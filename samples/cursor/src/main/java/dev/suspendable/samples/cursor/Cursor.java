package dev.suspendable.samples.cursor;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A query that is open in the database: a connection, a statement and a result set. JDBC blocks its
 * thread, so each call goes to {@link Task#blocking}.
 *
 * <p>A cursor is made first and opened then, inside the {@code try} that closes it. If the opening
 * is stopped half-way, nothing returns what it has opened so far; but the cursor has it.
 */
final class Cursor implements AsyncCloseable {
  /** One hop to another thread costs more than one row. */
  private static final int BATCH = 100;

  private final DataSource database;
  private Connection connection;
  private PreparedStatement statement;
  private ResultSet rows;

  Cursor(DataSource database) {
    this.database = database;
  }

  Task<Void> open(String query, Object... arguments) {
    return Task.blocking(
        () -> {
          connection = database.getConnection();
          connection.setAutoCommit(false); // else H2 copies the result
          statement = connection.prepareStatement(query);
          statement.setFetchSize(BATCH);
          for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
          }
          rows = statement.executeQuery();
          return null;
        });
  }

  /** Reads the next rows; none at the end. */
  Task<List<Crossing>> fetch() {
    return Task.blocking(
        () -> {
          List<Crossing> batch = new ArrayList<>(BATCH);
          while (batch.size() < BATCH && rows.next()) {
            batch.add(Crossing.of(rows));
          }
          return batch;
        });
  }

  @Override
  public Task<Void> closeAsync() {
    return Task.blocking(
        () -> {
          try (Connection c = connection;
              PreparedStatement s = statement;
              ResultSet r = rows) {
            if (c != null) {
              c.rollback();
            }
          }
          return null;
        });
  }
}
