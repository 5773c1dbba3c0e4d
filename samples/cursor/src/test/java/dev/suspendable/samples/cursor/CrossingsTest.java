package dev.suspendable.samples.cursor;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Task.syncWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.StopSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The connection of a cursor is closed on every way out. Public, so that the database can call it.
 */
public class CrossingsTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final List<Crossing> taken = new ArrayList<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> reached = new CompletableFuture<>();
  private DataSource database;
  private Crossings crossings;

  @BeforeEach
  void fill() throws SQLException {
    database = Crossings.database("test" + NUMBER.incrementAndGet());
    crossings = new Crossings(database);
  }

  @AfterEach
  void theConnectionIsClosed() throws SQLException {
    assertThat(sessions()).as("those of this query").isEqualTo(1);
    execute("SHUTDOWN");
  }

  private int sessions() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS")) {
      count.next();
      return count.getInt(1);
    }
  }

  private void execute(String command) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Suspendable
  Task<Integer> consume(AsyncGenerator<Crossing> values, int failAt, int waitAt) {
    try (values) {
      while (await(values.hasNext())) {
        taken.add(values.next());
        if (taken.size() == failAt) {
          throw new IllegalStateException("the consumer fails");
        }
        if (taken.size() == waitAt) {
          reached.complete("");
          await(gate);
        }
      }
    }
    return Task.of(taken.size());
  }

  @Test
  void allRowsInOrder() throws Exception {
    assertThat(syncWait(consume(crossings.from("%"), -1, -1))).isEqualTo(5000);
    assertThat(taken).extracting(Crossing::id).isSorted().endsWith(5000);
    assertThat(taken.get(0).origin()).isEqualTo("Nordholm");
  }

  @Test
  void aQueryWithoutRows() throws Exception {
    assertThat(syncWait(crossings.from("Atlantis").toList())).isEmpty();
  }

  @Test
  void sumsInABuffer() throws Exception {
    assertThat(syncWait(crossings.passengers()))
        .containsOnlyKeys("Karn", "Nordholm", "Ostby", "Skerra", "Vass");
  }

  @Test
  void aConsumerThatTakesTheFirstOnly() throws Exception {
    assertThat(syncWait(crossings.from("Vass").take(3).toList()))
        .hasSize(3)
        .allMatch(each -> each.origin().equals("Vass"));
  }

  @Test
  void aGeneratorThatIsClosedBeforeItStarts() throws Exception {
    syncWait(crossings.from("%").closeAsync());
  }

  @Test
  void aConsumerThatFails() {
    assertThatThrownBy(() -> syncWait(consume(crossings.from("%"), 150, -1)))
        .hasMessage("the consumer fails")
        .hasNoSuppressedExceptions();
  }

  @Test
  void aQueryThatFails() throws Exception {
    execute("DROP TABLE CROSSINGS");
    assertThatThrownBy(() -> syncWait(consume(crossings.from("%"), -1, -1)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("CROSSINGS")
        .hasNoSuppressedExceptions();
  }

  @Test
  void aRowThatCannotBeRead() throws Exception {
    execute("ALTER TABLE CROSSINGS ALTER COLUMN PASSENGERS VARCHAR");
    execute("UPDATE CROSSINGS SET PASSENGERS = 'many' WHERE ID = 250");
    assertThatThrownBy(() -> syncWait(consume(crossings.from("%"), -1, -1)))
        .isInstanceOf(SQLException.class);
    assertThat(taken).hasSize(200);
  }

  @Test
  void aStopWhileTheConsumerHasARow() throws Exception {
    StopSource stop = new StopSource();
    CompletableFuture<Integer> size =
        consume(crossings.from("%"), -1, 150).withStopToken(stop.token()).toCompletableFuture();
    reached.get();
    assertThat(sessions()).isEqualTo(2);
    stop.requestStop();
    assertThatThrownBy(size::get).isInstanceOf(CancellationException.class);
    assertThat(taken).hasSize(150);
  }

  private static final CountDownLatch PAUSED = new CountDownLatch(1);

  /** A function of the database. */
  public static boolean pause(int id) throws InterruptedException {
    if (id == 250) {
      PAUSED.countDown();
      new CountDownLatch(1).await();
    }
    return true;
  }

  @Test
  void aStopWhileTheDatabaseWorks() throws Exception {
    execute("CREATE ALIAS PAUSE FOR '" + CrossingsTest.class.getName() + ".pause'");
    execute("ALTER TABLE CROSSINGS RENAME TO PLAIN");
    execute("CREATE VIEW CROSSINGS AS SELECT * FROM PLAIN WHERE PAUSE(ID)");
    StopSource stop = new StopSource();
    CompletableFuture<Integer> size =
        consume(crossings.from("%"), -1, -1).withStopToken(stop.token()).toCompletableFuture();
    PAUSED.await();
    stop.requestStop();
    assertThatThrownBy(size::get).isInstanceOf(CancellationException.class);
  }
}
