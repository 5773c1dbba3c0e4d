package dev.suspendable.samples.cursor;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The crossings of the ferries of an archipelago, in a database in memory. */
final class Crossings {
  private static final String QUERY = "SELECT * FROM CROSSINGS WHERE ORIGIN LIKE ? ORDER BY ID";

  private final DataSource database;

  Crossings(DataSource database) {
    this.database = database;
  }

  /** Makes a database, and fills it from the file. */
  static DataSource database(String name) throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE CROSSINGS(ID INT PRIMARY KEY, SAILED_ON DATE, DEPARTURE TIME,"
              + " ORIGIN VARCHAR, DESTINATION VARCHAR, PASSENGERS INT, CARS INT, MINUTES_LATE INT)"
              + " AS SELECT * FROM CSVREAD('classpath:/dev/suspendable/samples/cursor/crossings.csv')");
    }
    return database;
  }

  /**
   * The crossings from a port. The connection is open while the consumer takes them, and is closed
   * on every way out: at the end, by a failure, when the consumer closes the generator before, and
   * by a stop.
   */
  @Suspendable
  AsyncGenerator<Crossing> from(String port) throws SQLException {
    try (Cursor cursor = new Cursor(database)) {
      await(cursor.open(QUERY, port), SQLException.class);
      for (; ; ) {
        var rows = await(cursor.fetch(), SQLException.class);
        if (rows.isEmpty()) {
          return AsyncGenerator.end();
        }
        for (Crossing row : rows) {
          yieldValue(row);
        }
      }
    }
  }

  /** How many passengers left from each port. */
  @Suspendable
  Task<Map<String, Integer>> passengers() throws SQLException {
    Map<String, Integer> sums = new TreeMap<>();
    try (var crossings = from("%").buffer(200)) { // reads ahead
      while (await(crossings.hasNext())) {
        Crossing each = crossings.next();
        sums.merge(each.origin(), each.passengers(), Integer::sum);
      }
    }
    return Task.of(sums);
  }
}
