package dev.suspendable.samples.scenarios;

import dev.suspendable.Task;
import dev.suspendable.time.TimerWheel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Timers whose clock a test sets, and the executor for all that they start: on its own thread. */
final class VirtualTime {
  private long now;
  final Manual executor = new Manual();
  final TimerWheel timers =
      new TimerWheel(
          () -> now, (InstantSource) () -> Instant.EPOCH.plusNanos(now), executor, () -> {});

  /** Starts a task whose delays and timeouts take no real time. */
  <T> CompletableFuture<T> start(Task<T> task) {
    CompletableFuture<T> future =
        task.with(context -> context.withTimers(timers)).toCompletableFuture();
    settle();
    return future;
  }

  /** Lets a time pass, and runs what that makes ready, in order. */
  void pass(Duration duration) {
    long end = now + duration.toNanos();
    for (long next = timers.nanosToNext(); next <= end - now; next = timers.nanosToNext()) {
      now += next;
      settle();
    }
    now = end;
  }

  /** Moves the clock, and runs nothing. */
  void advance(Duration duration) {
    now += duration.toNanos();
  }

  private void settle() {
    do {
      executor.runAll();
    } while (timers.runDue() > 0);
  }

  Duration passed() {
    return Duration.ofNanos(now);
  }
}
