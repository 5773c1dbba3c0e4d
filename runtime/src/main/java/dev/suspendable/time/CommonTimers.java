package dev.suspendable.time;

import dev.suspendable.internal.Throwing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The timers of the process, driven by a daemon thread. The thread ends some time after the last
 * timer, so that it does not keep the class loader of this library alive in a server from which the
 * application has been removed.
 */
final class CommonTimers implements Timers {
  static final CommonTimers INSTANCE = new CommonTimers(TimeUnit.SECONDS.toNanos(10));

  private final TimerWheel wheel =
      new TimerWheel(
          System::nanoTime, InstantSource.system(), ForkJoinPool.commonPool(), this::wakeUp);
  private final long keepAlive;
  private @Nullable Thread thread;

  CommonTimers(long keepAlive) {
    this.keepAlive = keepAlive;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Timer schedule(Action action, long nanos) {
    return wheel.schedule(action, nanos);
  }

  int size() {
    return wheel.size();
  }

  private synchronized void wakeUp() {
    if (thread != null) {
      LockSupport.unpark(thread);
      return;
    }
    Thread started = new Thread(null, this::serve, "suspendable-timers", 0, false);
    started.setDaemon(true);
    started.setContextClassLoader(null);
    started.start();
    thread = started;
  }

  /** Goes on after an error such as the lack of memory: the timers that are there wait for it. */
  private void serve() {
    for (boolean hasEnded = false; !hasEnded; ) {
      try {
        drive();
        hasEnded = true;
      } catch (Throwable t) {
        Throwing.report(t);
      }
    }
  }

  private void drive() {
    long idleSince = System.nanoTime();
    for (; ; ) {
      wheel.runDue();
      long nanos = wheel.nanosToNext();
      if (nanos == Long.MAX_VALUE) {
        nanos = idleSince + keepAlive - System.nanoTime();
        if (nanos <= 0 && hasEnded()) {
          return;
        }
      } else {
        idleSince = System.nanoTime() + nanos;
      }
      if (nanos > 0) {
        LockSupport.parkNanos(this, nanos);
      }
    }
  }

  /** Ends the thread, unless a timer has come meanwhile. */
  private synchronized boolean hasEnded() {
    if (wheel.nanosToNext() != Long.MAX_VALUE) {
      return false;
    }
    thread = null;
    return true;
  }

  synchronized boolean hasThread() {
    return thread != null;
  }

  @Override
  public String toString() {
    return "Timers.common()";
  }
}
