package dev.suspendable.samples.chat.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.data.StoreException.Code;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends JdbcStoreTests {
  @TempDir Path directory;

  @Override
  StoreConfig database() {
    return StoreConfig.of("jdbc:h2:file:" + directory.resolve("chat"), "chat", "");
  }

  /** H2 does so by itself when it cannot write. All connections of the pool are of no use then. */
  @Test
  void theDatabaseIsClosedUnderThePoolAndOpenedAgain() throws Exception {
    get(store.register("ada", "secret"));
    for (int i = 1; i <= 20; i++) {
      get(store.post("ada", "lobby", "k" + i, "text")); // so that all connections are in use
    }
    try (Connection connection = connect()) {
      connection.createStatement().execute("shutdown immediately");
    }
    int failures = 0;
    for (long seq = 20; seq == 20; ) {
      try {
        seq = get(store.post("ada", "lobby", "k21", "text")).seq();
      } catch (StoreException e) {
        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(++failures).isLessThanOrEqualTo(config.connections());
      }
    }
    assertThat(get(store.last("lobby"))).isEqualTo(21);
  }
}
