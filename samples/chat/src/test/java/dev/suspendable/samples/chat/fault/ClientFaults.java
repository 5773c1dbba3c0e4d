package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.load.Driver;
import dev.suspendable.samples.chat.load.Sample;
import dev.suspendable.samples.chat.server.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Clients are gone, with or without a word. */
final class ClientFaults {
  private static final int CLIENTS = 1000;

  private ClientFaults() {}

  /**
   * Half of the clients vanish at one moment: half of these by a reset, and half in silence, as if
   * a cable was cut. The others go on.
   */
  static Finding vanish() throws Exception {
    Finding finding = new Finding("half of " + 2 * CLIENTS + " clients vanish");
    Limits limits = LocalServer.limits();
    limits.idle = Duration.ofSeconds(6);
    limits.slowReader = Duration.ofSeconds(3);
    limits.logins = 64;
    try (Database database = Database.h2()) {
      LocalServer server =
          new LocalServer(LocalServer.store(database.config(), Clock.systemUTC()), limits);
      try (server;
          Driver staying = new Driver(server.port(), 10, "staying");
          Driver reset = new Driver(server.port(), 10, "reset");
          Driver silent = new Driver(server.port(), 10, "silent")) {
        staying.connect(CLIENTS, Duration.ofSeconds(60));
        // Those that stay are never idle: each posts every 2.5 s.
        Sample before = run(staying, 1);
        reset.connect(CLIENTS / 2, Duration.ofSeconds(60));
        run(staying, 1);
        silent.connect(CLIENTS / 2, Duration.ofSeconds(60));
        Histogram times = before.delivery;
        finding.figure("before: 99 %% delivered within %.1f ms", Sample.millis(times, 99));
        finding.figure("connections %,d", server.server.connections());
        reset.reset();
        Sample meanwhile = run(staying, 1);
        finding.figure(
            "%,d one second after; those who stay: 99 %% within %.1f ms",
            server.server.connections(), Sample.millis(meanwhile.delivery, 99));
        long begin = System.nanoTime();
        while (server.server.connections() > CLIENTS) {
          finding.check(run(staying, 1).isComplete(), "those who stay have lost something");
          if (System.nanoTime() - begin > Duration.ofSeconds(30).toNanos()) {
            throw new IOException(server.server.connections() + " connections are left");
          }
        }
        finding.figure(
            "%,d after %.0f s, by the limit of idle time",
            server.server.connections(), (System.nanoTime() - begin) / 1e9);
        Sample after = run(staying, 2);
        finding.figure("then: 99 %% within %.1f ms", Sample.millis(after.delivery, 99));
        finding.check(
            meanwhile.isComplete() && after.isComplete(), "those who stay miss something");
        finding.check(
            server.server.connections() == CLIENTS,
            "%d connections are left",
            server.server.connections());
      }
    }
    return finding;
  }

  private static Sample run(Driver driver, int seconds) throws IOException {
    return driver.run(400, Duration.ZERO, Duration.ofSeconds(seconds), Duration.ofSeconds(5));
  }
}
