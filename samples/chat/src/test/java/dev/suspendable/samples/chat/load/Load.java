package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.postgres.Postgres;
import dev.suspendable.schedule.TaskExecutors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures servers, one after the other, and writes tables and plots into a directory. For each
 * server: a process is started on an empty database; idle connections are opened, and the memory
 * for them is measured; then messages are posted at rates that rise until the server does not keep
 * up.
 */
final class Load {
  /** The most that can be asked for; connections of one address to another have 28,000 ports. */
  private static final int MOST_CONNECTIONS = 20_000;

  private static final double MOST_RATE = 50_000;
  private static final int MOST_SECONDS = 120;
  private static final Duration TIME_TO_CONNECT = Duration.ofMinutes(3);

  private final Options options;
  private final List<Outcome> outcomes = new ArrayList<>();

  private Load(Options options) {
    this.options = options;
  }

  /** What to measure; each can be set by {@code name=value}. */
  private record Options(
      List<String> servers,
      int connections,
      int room,
      List<Double> rates,
      int seconds,
      String database,
      String heap,
      Path directory) {
    static Options of(String[] arguments) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("servers", "coroutines,threads,futures");
      values.put("connections", "10000");
      values.put("room", "10");
      values.put("rates", "250,500,1000,2000,4000");
      values.put("seconds", "10");
      values.put("database", "h2");
      values.put("heap", "1g");
      values.put("directory", "target/load");
      for (String argument : arguments) {
        String[] parts = argument.split("=", 2);
        if (parts.length != 2 || values.replace(parts[0], parts[1]) == null) {
          throw new IllegalArgumentException(argument + " is none of " + values);
        }
      }
      return new Options(
          List.of(values.get("servers").split(",")),
          Math.min(Integer.parseInt(values.get("connections")), MOST_CONNECTIONS),
          Math.max(1, Integer.parseInt(values.get("room"))),
          List.of(values.get("rates").split(",")).stream()
              .map(rate -> Math.min(Double.parseDouble(rate), MOST_RATE))
              .toList(),
          Math.min(Integer.parseInt(values.get("seconds")), MOST_SECONDS),
          values.get("database"),
          values.get("heap"),
          Path.of(values.get("directory")));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    Files.createDirectories(options.directory);
    new Load(options).run();
  }

  private void run() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%d processors, JDK %s, load average %.2f; %,d connections in rooms of %d, database %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        options.connections,
        options.room,
        options.database);
    for (String server : options.servers) {
      if (server.equals("threads") && !TaskExecutors.hasVirtualThreads()) {
        System.out.println("threads: left out, this JDK has no virtual threads");
      } else {
        outcomes.add(measure(server));
      }
    }
    write();
  }

  private Outcome measure(String style) throws IOException {
    Path data = Files.createTempDirectory("chat-load");
    Postgres postgres = null;
    try {
      String url = "jdbc:h2:file:" + data.resolve("chat");
      if (options.database.equals("postgres")) {
        postgres = Postgres.create();
        url = postgres.url();
      } else if (options.database.equals("memory")) {
        url = "jdbc:h2:mem:chat";
      }
      Path log = options.directory.resolve(style + ".log");
      List<String> java = List.of("-Xms64m", "-Xmx" + options.heap);
      try (ServerProcess server = new ServerProcess(log, java, style, url, "chat", "10", "0");
          Driver driver = new Driver(server.port(), options.room, "user")) {
        return measure(new Outcome(style), server, driver);
      }
    } finally {
      if (postgres != null) {
        postgres.close();
      }
      delete(data);
    }
  }

  private Outcome measure(Outcome outcome, ServerProcess server, Driver driver) throws IOException {
    // The first connections load classes and fill the pools; they are not counted.
    driver.connect(Math.min(100, options.connections), TIME_TO_CONNECT);
    long heap = server.usedHeap();
    long resident = server.residentBytes();
    int counted = options.connections - Math.min(100, options.connections);
    long begin = System.nanoTime();
    driver.connect(counted, TIME_TO_CONNECT);
    outcome.secondsToConnect = (System.nanoTime() - begin) / 1e9;
    outcome.connections = options.connections;
    outcome.heapPerConnection = (double) (server.usedHeap() - heap) / Math.max(1, counted);
    outcome.residentPerConnection =
        (double) (server.residentBytes() - resident) / Math.max(1, counted);
    System.out.print(Report.memory(List.of(outcome)));
    driver.run(options.rates.get(0), Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(5));
    for (double rate : options.rates) {
      Duration cpu = server.cpuTime();
      Sample sample =
          driver.run(
              rate,
              Duration.ofSeconds(2),
              Duration.ofSeconds(options.seconds),
              Duration.ofSeconds(10));
      double messages = rate * (options.seconds + 2); // with those before the measurement
      sample.serverMillisPerMessage = server.cpuTime().minus(cpu).toNanos() / 1e6 / messages;
      outcome.samples.add(sample);
      Outcome alone = new Outcome(outcome.style);
      alone.samples.add(sample);
      System.out.print(Report.latency(List.of(alone)));
      if (!sample.isSustained()) {
        break;
      }
    }
    return outcome;
  }

  private void write() throws IOException {
    String text = Report.memory(outcomes) + "\n" + Report.latency(outcomes);
    Files.writeString(options.directory.resolve("load.md"), text);
    System.out.println();
    System.out.print(text);
    double rate = outcomes.stream().mapToDouble(Outcome::highestRate).min().orElse(0);
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      for (Sample sample : outcome.samples) {
        if (sample.rate == rate) {
          histograms.put(outcome.style, sample.delivery);
        }
      }
    }
    if (!histograms.isEmpty()) {
      String title =
          String.format(
              Locale.ROOT,
              "%,d connections, %,.0f messages/s to %d readers each",
              options.connections,
              rate,
              options.room);
      Path plot = options.directory.resolve("load.svg");
      Files.writeString(plot, Plot.of(title, histograms));
      System.out.println("Plot: " + plot);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
