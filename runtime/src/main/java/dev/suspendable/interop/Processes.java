package dev.suspendable.interop;

import dev.suspendable.Task;
import dev.suspendable.time.Timer;
import java.time.Duration;
import java.util.Objects;

/**
 * Processes of the operating system.
 *
 * <pre>{@code
 * Process process = new ProcessBuilder("make", "all").inheritIO().start();
 * int status = await(Processes.exit(process).timeout(Duration.ofMinutes(5)));
 * }</pre>
 *
 * <p>Unlike {@code await(process.onExit())}, whose stop leaves the process alone. Safe for use by
 * several threads. The idea that a process belongs to the coroutine that waits for it is trio's
 * ({@code run_process}).
 */
public final class Processes {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Processes() {}

  /**
   * Like {@link #exit(Process, Duration)}, with five seconds.
   *
   * @param process the process
   * @return a task of its exit value
   */
  public static Task<Integer> exit(Process process) {
    return exit(process, GRACE);
  }

  /**
   * Waits for the end of a process. A stop asks the process to end ({@link Process#destroy}), and
   * waits for it; if it has not ended after a time, it is ended forcibly.
   *
   * <p>A process that writes more than the operating system buffers waits until its output is read,
   * so have that redirected, or read it meanwhile.
   *
   * @param process the process
   * @param grace the time between asking and forcing
   * @return a task of its exit value; may be awaited any number of times
   */
  public static Task<Integer> exit(Process process, Duration grace) {
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(grace, "grace");
    return () -> new Exit(process, grace);
  }

  private static final class Exit extends Operation<Integer> {
    private final Process process;
    private final Duration grace;

    Exit(Process process, Duration grace) {
      this.process = process;
      this.grace = grace;
    }

    @Override
    void begin() {
      process
          .onExit()
          .whenComplete(
              (ended, failure) -> {
                if (failure == null) {
                  succeed(process.exitValue());
                } else {
                  fail(failure);
                }
              });
    }

    @Override
    void end() {
      process.destroy();
      Timer over = timers().scheduleWork(process::destroyForcibly, grace);
      process.onExit().whenComplete((ended, failure) -> over.cancel());
    }

    @Override
    public String toString() {
      return "the exit of " + process;
    }
  }
}
