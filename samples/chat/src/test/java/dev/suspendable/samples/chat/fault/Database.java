package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.postgres.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** An empty database for one fault. */
final class Database implements AutoCloseable {
  final Postgres postgres;
  private final Path directory;

  private Database(Postgres postgres, Path directory) {
    this.postgres = postgres;
    this.directory = directory;
  }

  static Database postgres() throws IOException {
    return new Database(Postgres.create(), null);
  }

  static Database h2() throws IOException {
    return new Database(null, Files.createTempDirectory("chat-faults"));
  }

  /** In a directory that exists, and is not deleted. */
  static Database h2(Path directory) {
    return new Database(null, directory);
  }

  StoreConfig config() {
    StoreConfig config =
        postgres == null
            ? StoreConfig.of("jdbc:h2:file:" + directory.resolve("chat"), "chat", "")
            : StoreConfig.of(postgres.url(), postgres.user(), "");
    return config.withHashRounds(1).withPatience(Duration.ofSeconds(1));
  }

  /** Compares what the robots have seen with the tables; no server may have them open. */
  void audit(Robots robots, Finding finding) {
    try (BlockingStore store = new BlockingStore(config(), Clock.systemUTC())) {
      finding.check(robots.violations(store));
    }
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    } else if (directory.getFileName().toString().startsWith("chat-faults")) {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
