package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server's process is gone. */
final class ServerFaults {
  private static final int KILLS = 5;
  private static final int ROBOTS = 40;

  private ServerFaults() {}

  /**
   * Kills the server under load, several times, and starts it again on the same port and data.
   *
   * @param isPostgres whether the data are in PostgreSQL, which keeps running, or in H2, which is
   *     part of the process
   */
  static Finding killed(Path log, boolean isPostgres) throws Exception {
    Finding finding =
        new Finding(
            "the server is killed, " + (isPostgres ? "PostgreSQL keeps running" : "and H2 in it"));
    try (Database database = isPostgres ? Database.postgres() : Database.h2()) {
      ServerProcess server = start(log, database.config(), 0);
      int port = server.port();
      try (Robots robots = new Robots(port, "kill", ROBOTS, 4, Duration.ofMillis(10), 100)) {
        robots.awaitOnline();
        List<Long> outages = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
          Robots.sleep(Duration.ofMillis(2000));
          server.kill();
          long killed = System.nanoTime();
          server = start(log, database.config(), port);
          outages.add(robots.millisToAcknowledgement(killed));
        }
        robots.awaitOnline();
        Robots.sleep(Duration.ofSeconds(1));
        robots.settle();
        finding.figure(
            "%d kills; %,d messages acknowledged; %d connections lost or not made; %d messages repeated",
            KILLS, robots.acknowledged(), robots.reconnections(), robots.repeated());
        finding.figure("from the kill to the next acknowledgement, ms: %s", outages);
        finding.check(robots.reconnections() >= KILLS * ROBOTS, "not all robots were cut off");
        finding.check(robots.violations());
        server.close();
        database.audit(robots, finding);
      } finally {
        server.kill();
      }
    }
    return finding;
  }

  private static ServerProcess start(Path log, StoreConfig config, int port) throws IOException {
    return new ServerProcess(
        log,
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"), // starts sooner
        "coroutines",
        config.url(),
        config.user(),
        "1",
        Integer.toString(port));
  }
}
