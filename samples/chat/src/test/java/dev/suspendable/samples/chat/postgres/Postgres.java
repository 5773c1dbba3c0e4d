package dev.suspendable.samples.chat.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server with data of its own, on the loopback interface. It can be stopped and
 * started again with the same data and port. Closing it deletes the data.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home;
  private final Path data;
  private final int port;
  private final List<String> prefix;
  private final List<String> settings;
  private final Thread atExit = new Thread(this::closeQuietly);
  private Process process;

  private Postgres(Path home, int port, List<String> prefix, List<String> settings) {
    this.home = home;
    this.data = home.resolve("data");
    this.port = port;
    this.prefix = prefix;
    this.settings = settings;
  }

  /**
   * Unpacks PostgreSQL, makes an empty database, and starts the server.
   *
   * @param settings of the server, such as {@code fsync=off}
   */
  public static Postgres create(String... settings) throws IOException {
    Path home = Files.createTempDirectory("chat-postgres");
    Postgres server = new Postgres(home, freePort(), OtherUser.prefix(), List.of(settings));
    Runtime.getRuntime().addShutdownHook(server.atExit);
    try {
      Binaries.permit(home, "rwxrwxrwx"); // the server's user makes the directory of the data
      Binaries.unpack(home.resolve("programs"));
      server.run(
          "initdb",
          "--username=chat",
          "--auth=trust",
          "--encoding=UTF8",
          "--locale=C",
          "--no-sync");
      server.start();
      return server;
    } catch (Throwable t) {
      server.close();
      throw t;
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return "chat";
  }

  /** Starts the server on the data that are there. */
  public synchronized void start() throws IOException {
    List<String> command = command("postgres");
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories="));
    for (String setting : all) {
      command.addAll(List.of("-c", setting));
    }
    process = start(command);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("PostgreSQL does not start:\n" + log());
      }
      sleep();
    }
  }

  /** Ends all connections and the server, in order. */
  public void stop() throws IOException {
    stop("fast");
  }

  /** Ends the server as a crash does: it recovers at the next start. */
  public void crash() throws IOException {
    stop("immediate");
  }

  private synchronized void stop(String mode) throws IOException {
    if (process != null) {
      run("pg_ctl", "stop", "--wait", "--mode=" + mode);
      process = null;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      if (Thread.currentThread() != atExit) {
        Runtime.getRuntime().removeShutdownHook(atExit);
      }
    } catch (IllegalStateException shuttingDown) {
      return; // the hook closes it
    }
    stop("immediate");
    Binaries.delete(home);
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("PostgreSQL in " + home + ": " + e);
    }
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(url(), user(), "").close();
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  private List<String> command(String program) {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("programs/bin").resolve(program).toString());
    command.add("-D");
    command.add(data.toString());
    return command;
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = command(program);
    command.addAll(List.of(arguments));
    Process running = start(command);
    try {
      if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly();
        throw new IOException(program + " does not end:\n" + log());
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    if (running.exitValue() != 0) {
      throw new IOException(program + " has failed:\n" + log());
    }
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(home.resolve("log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
