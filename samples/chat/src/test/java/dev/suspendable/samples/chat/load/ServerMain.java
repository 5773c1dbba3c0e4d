package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.Limits;
import dev.suspendable.schedule.TaskExecutors;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * A server as a process of its own. It prints its port, answers {@code memory} with the bytes of
 * the heap that are in use after a collection, and ends with its standard input, so also if the
 * driver is killed.
 *
 * <p>Arguments: the style (coroutines, threads, futures), the URL and user of the database, the
 * seconds that it waits for the database, and the port (0 for any; the others take any).
 */
public final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    StoreConfig config =
        StoreConfig.of(arguments[1], arguments[2], "")
            .withHashRounds(1) // the load is not to be one of passwords
            .withPatience(Duration.ofSeconds(Integer.parseInt(arguments[3])));
    int port = Integer.parseInt(arguments[4]);
    TestServer server = start(arguments[0], config, port);
    System.out.println("port " + server.port());
    var commands = new BufferedReader(new InputStreamReader(System.in));
    while ("memory".equals(commands.readLine())) {
      System.out.println("memory " + usedAfterCollection());
    }
    server.close();
    System.exit(0);
  }

  /** The same for all servers: nothing is refused, because all the load comes from one machine. */
  private static Limits limits() {
    Limits limits = new Limits();
    limits.requestsPerSecond = 1000;
    limits.burst = 1000;
    limits.handshake = Duration.ofMinutes(1);
    limits.request = Duration.ofSeconds(30);
    limits.requests = 20_000;
    limits.logins = 64;
    return limits;
  }

  static TestServer start(String style, StoreConfig config, int port) throws Exception {
    Metrics metrics = Metrics.create();
    if (style.equals("coroutines")) {
      return new CoroutinesServer(config, limits(), metrics, port);
    }
    BlockingStore store = new BlockingStore(config, Clock.systemUTC());
    return switch (style) {
      case "threads" -> new ThreadsServer(store, limits(), metrics, TaskExecutors.virtualThreads());
      case "futures" ->
          new FuturesServer(
              store, limits(), metrics, Executors.newFixedThreadPool(config.connections()));
      default -> throw new IllegalArgumentException(style);
    };
  }

  private static long usedAfterCollection() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
