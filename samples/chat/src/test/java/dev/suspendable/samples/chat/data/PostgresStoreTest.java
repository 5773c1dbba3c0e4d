package dev.suspendable.samples.chat.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.data.StoreException.Code;
import dev.suspendable.samples.chat.postgres.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same against a real PostgreSQL, which is started here. If that does not work, these tests
 * fail; {@code -Dchat.postgres=off} leaves them out.
 */
class PostgresStoreTest extends JdbcStoreTests {
  private static Postgres server;

  @BeforeAll
  static void startServer() throws Exception {
    Assumptions.assumeFalse(
        "off".equals(System.getProperty("chat.postgres")), "left out by -Dchat.postgres=off");
    if (System.getProperty("chat.postgres.url") == null) {
      server = Postgres.create("fsync=off", "shared_buffers=16MB");
    }
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  StoreConfig database() throws Exception {
    StoreConfig config =
        server != null
            ? StoreConfig.of(server.url(), server.user(), "")
            : StoreConfig.of(
                System.getProperty("chat.postgres.url"),
                System.getProperty("chat.postgres.user"),
                System.getProperty("chat.postgres.password"));
    try (Connection connection =
        DriverManager.getConnection(config.url(), config.user(), config.password())) {
      connection.createStatement().execute("drop schema public cascade; create schema public");
    }
    return config;
  }

  @Test
  @Timeout(120)
  void theServerIsGoneAndComesBack() throws Exception {
    Assumptions.assumeTrue(server != null, "a server of others is not stopped");
    get(store.close());
    store = get(JdbcStore.open(config.withPatience(Duration.ofMillis(500)), clock));
    get(store.register("ada", "secret"));
    get(store.post("ada", "lobby", "k1", "text"));
    for (boolean isCrash : new boolean[] {false, true}) {
      long last = get(store.last("lobby"));
      if (isCrash) {
        server.crash();
      } else {
        server.stop();
      }
      fails(store.post("ada", "lobby", "gone " + isCrash, "text"), Code.UNAVAILABLE);
      fails(store.last("lobby"), Code.UNAVAILABLE);
      server.start();
      assertThat(posted("gone " + isCrash).seq()).isEqualTo(last + 1);
    }
  }

  /** The pool of connections notices some time after it that the server is back. */
  private Posted posted(String key) throws Exception {
    while (true) {
      try {
        return get(store.post("ada", "lobby", key, "text"));
      } catch (StoreException e) {
        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
      }
    }
  }
}
