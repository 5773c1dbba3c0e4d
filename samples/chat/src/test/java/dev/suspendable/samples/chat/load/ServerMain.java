package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.server.Limits;
import dev.suspendable.schedule.TaskExecutors;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server as a process of its own. It prints its port, answers {@code memory} with the bytes of
 * the heap that are in use after a collection, and ends with its standard input, so also if the
 * driver is killed.
 *
 * <p>Arguments: the style (coroutines, threads, futures), and the URL, user and password of the
 * database.
 */
final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    StoreConfig config =
        StoreConfig.of(arguments[1], arguments[2], arguments.length > 3 ? arguments[3] : "")
            .withHashRounds(1) // the load is not to be one of passwords
            .withPatience(Duration.ofSeconds(10));
    try (TestServer server = start(arguments[0], config, limits())) {
      System.out.println("port " + server.port());
      var commands = new BufferedReader(new InputStreamReader(System.in));
      while ("memory".equals(commands.readLine())) {
        System.out.println("memory " + usedAfterCollection());
      }
    }
    System.exit(0);
  }

  /** The same for all servers: nothing is refused, because all the load comes from one machine. */
  static Limits limits() {
    Limits limits = new Limits();
    limits.requestsPerSecond = 1000;
    limits.burst = 1000;
    limits.handshake = Duration.ofMinutes(1);
    limits.request = Duration.ofSeconds(30);
    limits.requests = 20_000;
    limits.logins = 64;
    return limits;
  }

  private static TestServer start(String style, StoreConfig config, Limits limits)
      throws Exception {
    return switch (style) {
      case "threads" ->
          new ThreadsServer(
              new BlockingStore(config, Clock.systemUTC()), limits, TaskExecutors.virtualThreads());
      case "futures" ->
          new FuturesServer(
              new BlockingStore(config, Clock.systemUTC()), limits, blocking(config.connections()));
      default -> throw new IllegalArgumentException(style);
    };
  }

  private static ExecutorService blocking(int connections) {
    return Executors.newFixedThreadPool(connections);
  }

  private static long usedAfterCollection() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
