package dev.suspendable.samples.chat.data;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends JdbcStoreTests {
  @TempDir Path directory;

  @Override
  StoreConfig database() {
    return StoreConfig.of("jdbc:h2:file:" + directory.resolve("chat"), "chat", "");
  }
}
