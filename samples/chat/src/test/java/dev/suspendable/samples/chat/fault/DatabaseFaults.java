package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The database is gone, or has no room. */
final class DatabaseFaults {
  private DatabaseFaults() {}

  /** Stops PostgreSQL under load, first in order and then as by a crash, and starts it again. */
  static Finding gone() throws Exception {
    Finding finding = new Finding("PostgreSQL is stopped for 3 s, and then crashes");
    try (Database database = Database.postgres()) {
      LocalServer server =
          new LocalServer(
              LocalServer.store(database.config(), Clock.systemUTC()), LocalServer.limits());
      try (server;
          Robots robots = new Robots(server.port(), "gone", 40, 4, Duration.ofMillis(10), 100);
          Probe probe = new Probe(server.port())) {
        robots.awaitOnline();
        Robots.sleep(Duration.ofSeconds(2));
        probe.times(finding, "before");
        database.postgres.stop();
        Robots.sleep(Duration.ofSeconds(3));
        finding.figure("%s", probe.times(finding, "meanwhile"));
        database.postgres.start();
        finding.figure(
            "the next acknowledgement %,d ms after the start",
            robots.millisToAcknowledgement(System.nanoTime()));
        Robots.sleep(Duration.ofSeconds(1));
        database.postgres.crash();
        database.postgres.start();
        finding.figure(
            "%,d ms after the start that follows the crash",
            robots.millisToAcknowledgement(System.nanoTime()));
        robots.awaitOnline();
        Robots.sleep(Duration.ofSeconds(1));
        robots.settle();
        Map<ErrorCode, Integer> errors = robots.errors();
        finding.figure(
            "%,d messages acknowledged; errors %s, repeated until they succeeded; %d connections lost",
            robots.acknowledged(), errors, robots.reconnections());
        finding.check(!errors.isEmpty(), "the robots have seen no error");
        finding.check(!errors.containsKey(ErrorCode.INTERNAL), "internal errors");
        finding.check(robots.violations());
        server.close();
        database.audit(robots, finding);
      }
    }
    return finding;
  }

  /** Fills the disk on which H2 writes, and then makes room again. */
  static Finding full() throws Exception {
    Path disk = Files.createTempDirectory("chat-disk");
    boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
    if (!isMounted) {
      Files.delete(disk);
      return HandlerFaults.noRoom();
    }
    try {
      return full(disk);
    } finally {
      run("umount", "-l", disk.toString());
      Files.delete(disk);
    }
  }

  private static Finding full(Path disk) throws Exception {
    Finding finding = new Finding("the disk is full (H2 on a tmpfs of 24 MB)");
    Path ballast = disk.resolve("ballast");
    Files.write(ballast, new byte[12 << 20]);
    Database database = Database.h2(disk);
    Clock clock = Clock.systemUTC();
    LocalServer server =
        new LocalServer(LocalServer.store(database.config(), clock), LocalServer.limits());
    int port = server.port();
    try (server;
        Robots robots = new Robots(port, "disk", 20, 2, Duration.ofMillis(2), 1900)) {
      robots.awaitOnline();
      try (Probe probe = new Probe(port)) {
        long begin = System.nanoTime();
        while (robots.errors().isEmpty()) {
          if (System.nanoTime() - begin > Duration.ofSeconds(60).toNanos()) {
            throw new IOException("the disk does not become full");
          }
          Robots.sleep(Duration.ofMillis(10));
        }
        finding.figure("full after %,d messages", robots.acknowledged());
        probe.times(finding, "before");
        Robots.sleep(Duration.ofSeconds(3));
        finding.figure("%s", probe.times(finding, "meanwhile"));
        Files.delete(ballast);
        finding.figure(
            "%,d ms from room on the disk to the next acknowledgement, without a restart",
            robots.millisToAcknowledgement(System.nanoTime()));
        Robots.sleep(Duration.ofMillis(300));
        robots.settle();
        finding.figure(
            "%,d messages acknowledged; errors %s", robots.acknowledged(), robots.errors());
        finding.check(!robots.errors().containsKey(ErrorCode.INTERNAL), "internal errors");
        finding.check(robots.violations());
      }
      server.close();
      database.audit(robots, finding);
    }
    return finding;
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
