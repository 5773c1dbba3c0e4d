package dev.suspendable.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread of a test that takes too long in real time: it blocks, or runs in a loop.
 */
final class Watchdog implements AutoCloseable {
  private final Thread watched = Thread.currentThread();
  private final Duration limit;
  private final CompletableFuture<?> timer;
  private volatile StackTraceElement @Nullable [] stack;
  private boolean isClosed;

  Watchdog(Duration limit) {
    this.limit = limit;
    timer =
        CompletableFuture.runAsync(
            this::bark, CompletableFuture.delayedExecutor(nanos(limit), TimeUnit.NANOSECONDS));
  }

  /** At most 292 years: beyond that {@code toNanos} overflows. */
  static long nanos(Duration time) {
    return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? time.toNanos() : Long.MAX_VALUE;
  }

  private synchronized void bark() {
    if (!isClosed) {
      stack = watched.getStackTrace();
      watched.interrupt();
    }
  }

  /** Whether the time is over: then no more runs are begun, which would not be interrupted. */
  boolean hasBarked() {
    return stack != null;
  }

  /** Throws an error, with the stack of the thread at the time of the interrupt. */
  void check() {
    StackTraceElement[] found = stack;
    if (found != null) {
      AssertionError late =
          new AssertionError(
              "The test has taken more than "
                  + limit
                  + " of real time, see Exploration.realTimeLimit. Coroutines must not block their"
                  + " thread; the stack is where it was interrupted");
      late.setStackTrace(found);
      throw late;
    }
  }

  /** From now on the thread is not interrupted: another test may run there. */
  @Override
  public synchronized void close() {
    isClosed = true;
    timer.cancel(false);
    if (stack != null) {
      Thread.interrupted(); // ours
    }
  }
}
