package dev.suspendable.samples.chat.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.data.StoreException.Code;
import dev.suspendable.scope.StopSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the stores in databases do besides, and what is in their tables. */
abstract class JdbcStoreTests extends StoreTests {
  /** Where an empty database is. */
  abstract StoreConfig database() throws Exception;

  StoreConfig config;

  @Override
  Store open() throws Exception {
    config =
        database()
            .withHashRounds(1000)
            .withTokenValidity(Duration.ofHours(1))
            .withConnections(4)
            .withPatience(Duration.ofSeconds(10));
    return get(JdbcStore.open(config, clock));
  }

  Connection connect() throws Exception {
    Connection connection =
        DriverManager.getConnection(config.url(), config.user(), config.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private Store another(StoreConfig other) throws Exception {
    return get(JdbcStore.open(other, clock));
  }

  @Test
  void dataOutliveTheStore() throws Exception {
    get(store.register("ada", "secret"));
    Session session = get(store.login("ada", "secret"));
    get(store.post("ada", "lobby", "k", "text"));
    get(store.close());
    store = another(config);
    assertThat(get(store.resume(session.token()))).isEqualTo(session);
    assertThat(get(store.post("ada", "lobby", "k", "text")).duplicate()).isTrue();
    assertThat(get(store.last("lobby"))).isEqualTo(1);
  }

  @Test
  void theDatabaseHasNoSecrets() throws Exception {
    get(store.register("ada", "the password"));
    get(store.register("bob", "the password"));
    Session session = get(store.login("ada", "the password"));
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        var users = connection.createStatement().executeQuery("select password from users");
        var tokens = connection.createStatement().executeQuery("select hash from tokens")) {
      while (users.next()) {
        values.add(users.getString(1));
      }
      while (tokens.next()) {
        values.add(tokens.getString(1));
      }
    }
    assertThat(values).hasSize(3).doesNotHaveDuplicates(); // so there is salt
    assertThat(values).noneMatch(v -> v.contains("password") || v.contains(session.token()));
    assertThat(session.token()).hasSize(43); // 256 bits in base 64
    assertThat(session.toString()).doesNotContain(session.token());
  }

  @Test
  void expiredTokensAreRemovedAtTheNextLogin() throws Exception {
    get(store.close());
    store = another(config.withTokenValidity(Duration.ZERO));
    get(store.register("ada", "secret"));
    for (int i = 0; i < 3; i++) {
      get(store.login("ada", "secret"));
    }
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery("select count(*) from tokens")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  /** Another program has locked the room: the request fails in time, and the next one succeeds. */
  @Test
  void aLockThatIsHeldTooLong() throws Exception {
    get(store.register("ada", "secret"));
    get(store.post("ada", "lobby", "k1", "text"));
    Store impatient = another(config.withPatience(Duration.ofMillis(300)));
    try (Connection connection = connect()) {
      connection.createStatement().executeUpdate("update rooms set last_seq = last_seq");
      fails(impatient.post("ada", "lobby", "k2", "text"), Code.TIMEOUT);
      connection.rollback();
    }
    assertThat(get(impatient.post("ada", "lobby", "k2", "text")).seq()).isEqualTo(2);
    get(impatient.close());
  }

  /** Requests that wait for one of the few connections are coroutines that a stop ends at once. */
  @Test
  void whoWaitsForAConnectionCanBeStopped() throws Exception {
    get(store.register("ada", "secret"));
    get(store.post("ada", "lobby", "k", "text"));
    try (Connection connection = connect()) {
      connection.createStatement().executeUpdate("update rooms set last_seq = last_seq");
      List<CompletableFuture<Posted>> holders = new ArrayList<>();
      for (int i = 0; i < config.connections(); i++) {
        holders.add(store.post("ada", "lobby", "h" + i, "text").toCompletableFuture());
      }
      StopSource source = new StopSource();
      List<CompletableFuture<Posted>> waiting = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        Task<Posted> post = store.post("ada", "lobby", "w" + i, "text");
        waiting.add(post.withStopToken(source.token()).toCompletableFuture());
      }
      source.requestStop();
      for (CompletableFuture<Posted> post : waiting) {
        assertThatThrownBy(post::join).isInstanceOf(CancellationException.class);
      }
      assertThat(holders).noneMatch(CompletableFuture::isDone);
      connection.rollback();
      holders.forEach(CompletableFuture::join);
    }
    assertThat(get(store.last("lobby"))).isEqualTo(1L + config.connections());
  }

  @Test
  void whatNoColumnHoldsIsTheCallersMistake() {
    assertThatThrownBy(() -> get(store.register("x".repeat(65), "secret")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedStoreIsUnavailable() throws Exception {
    get(store.close());
    fails(store.last("lobby"), Code.UNAVAILABLE);
  }
}
