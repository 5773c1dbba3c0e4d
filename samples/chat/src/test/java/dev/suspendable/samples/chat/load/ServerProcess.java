package dev.suspendable.samples.chat.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link ServerMain} that runs as a child of this process. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final PrintStream input;
  private final int port;

  public ServerProcess(Path log, List<String> javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerMain.class.getName()));
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    output = process.inputReader();
    input = new PrintStream(process.getOutputStream(), true);
    port = (int) answer("port ");
  }

  public int port() {
    return port;
  }

  /** Bytes of the heap in use, after a collection. */
  long usedHeap() throws IOException {
    input.println("memory");
    return answer("memory ");
  }

  private long answer(String prefix) throws IOException {
    for (String line; (line = output.readLine()) != null; ) {
      if (line.startsWith(prefix)) {
        return Long.parseLong(line.substring(prefix.length()));
      }
    }
    throw new IOException("The server has ended; its log says why");
  }

  /** Bytes of memory that the process occupies, or 0 where the system does not tell. */
  long residentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends the process as {@code kill -9} does. */
  public void kill() throws IOException {
    process.destroyForcibly();
    close();
  }

  @Override
  public void close() throws IOException {
    input.close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}
