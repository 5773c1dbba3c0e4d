package dev.suspendable.time;

import dev.suspendable.internal.Throwing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Timers without a thread: whoever drives them calls {@link #runDue} when the time has come, which
 * is in {@link #nanosToNext}. For event loops, and for time that a test sets by hand.
 *
 * <p>A timer takes 40 bytes. To schedule and to cancel one takes a constant time, whatever the
 * number of timers; a cancelled one is forgotten at once. Times are exact: nothing is rounded, and
 * an action runs late only as far as {@link #runDue} is called late. Any number of timers that are
 * due are run by one call.
 *
 * <p><b>Shutdown</b> has two phases. After {@link #shutdown} the wheel takes no new timers, and
 * those that it has run at their time. {@link #shutdownNow} tells the rest that their time will not
 * come, see {@link Timers.Action#rejected}. So nothing waits for ever.
 *
 * <p>Safe for use by several threads, except that one at a time drives it. The structure is that of
 * Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (1987).
 */
public final class TimerWheel implements Timers {
  private final LongSupplier clock;
  private final InstantSource instants;
  private final Executor executor;
  private final Runnable wakeUp;
  private final long origin;

  /** The lock guards the fields below, and the timers. No code of others runs under it. */
  private final Object lock = new Object();

  private final Wheel wheel = new Wheel();

  /** The time for which the driver has set its alarm. */
  private long alarm = Long.MAX_VALUE;

  private boolean isShutdown;

  /**
   * Makes timers with a clock.
   *
   * @param clock the time in nanoseconds, as {@link System#nanoTime}: it never goes back
   * @param instants the time of day
   * @param executor where code of users runs, see {@link Timers#executor}
   * @param wakeUp called when a timer has been added that is due before the time that {@link
   *     #nanosToNext} has named, on the thread that has added it. If it throws, the timer is not
   *     added
   */
  public TimerWheel(
      LongSupplier clock, InstantSource instants, Executor executor, Runnable wakeUp) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.instants = Objects.requireNonNull(instants, "instants");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.wakeUp = Objects.requireNonNull(wakeUp, "wakeUp");
    origin = clock.getAsLong();
  }

  @Override
  public long nanoTime() {
    return clock.getAsLong();
  }

  @Override
  public Instant instant() {
    return instants.instant();
  }

  @Override
  public Executor executor() {
    return executor;
  }

  /** Returns the number of timers. */
  public int size() {
    synchronized (lock) {
      return wheel.size();
    }
  }

  /** The time since the begin; 0 before it, although a clock should not go back. */
  private long now() {
    return Math.max(0, clock.getAsLong() - origin);
  }

  // ---- For those who wait.

  @Override
  public Timer schedule(Action action, long nanos) {
    WheelTimer timer = new WheelTimer(this, action);
    timer.time = Nanos.sum(now(), Math.max(nanos, 0));
    synchronized (lock) {
      if (isShutdown) {
        throw new RejectedExecutionException("The timers have been shut down");
      }
      wheel.add(timer);
      if (timer.time >= alarm) {
        return timer;
      }
      alarm = timer.time;
    }
    try {
      wakeUp.run();
    } catch (Throwable t) {
      timer.cancel();
      synchronized (lock) {
        alarm = Long.MAX_VALUE; // whoever comes next tries again
      }
      throw t;
    }
    return timer;
  }

  boolean cancel(WheelTimer timer) {
    synchronized (lock) {
      if (timer.action == null) {
        return false;
      }
      timer.action = null;
      wheel.remove(timer);
      return true;
    }
  }

  // ---- For the driver.

  /**
   * Runs the actions that are due, one after the other. If an action adds another one that is due
   * by the time at which this method was called, that runs too.
   *
   * @return how many have run
   */
  public int runDue() {
    long now = now();
    int count = 0;
    for (Action due = take(now); due != null; due = take(now)) {
      run(due, null);
      count++;
    }
    return count;
  }

  /** Takes the next action; null if there is none until a time. */
  private @Nullable Action take(long now) {
    for (; ; ) {
      synchronized (lock) {
        WheelTimer timer = wheel.next(now);
        if (timer != null) {
          Action action = timer.action;
          timer.action = null;
          return action;
        }
        if (!wheel.isEmptying()) {
          return null;
        }
      }
      Thread.onSpinWait(); // others have their turn
    }
  }

  private static void run(Action action, @Nullable RejectedExecutionException cause) {
    try {
      if (cause == null) {
        action.run();
      } else {
        action.rejected(cause);
      }
    } catch (Throwable t) {
      Throwing.report(t);
    }
  }

  /**
   * Returns when to call {@link #runDue} again. That may be before the next action is due, at most
   * ten times for each; but the wheel has to be driven then.
   *
   * @return the nanoseconds from now on, 0 if that is now; {@link Long#MAX_VALUE} if there are no
   *     timers
   */
  public long nanosToNext() {
    synchronized (lock) {
      alarm = wheel.earliest();
      return alarm == Long.MAX_VALUE ? alarm : Math.max(0, alarm - now());
    }
  }

  // ---- Shutdown.

  /** Takes no new timers from now on. Those that are there stay. */
  public void shutdown() {
    synchronized (lock) {
      isShutdown = true;
    }
  }

  /**
   * Whether {@link #shutdown} has been called.
   *
   * @return true from then on
   */
  public boolean isShutdown() {
    synchronized (lock) {
      return isShutdown;
    }
  }

  /**
   * Takes no new timers from now on, and tells those that are there, in the order of their times,
   * that their time does not come. Called by the driver.
   *
   * @return how many there were
   */
  public int shutdownNow() {
    shutdown();
    RejectedExecutionException cause =
        new RejectedExecutionException("The timers have been shut down before the time has come");
    int count = 0;
    for (Action pending = take(Long.MAX_VALUE); pending != null; pending = take(Long.MAX_VALUE)) {
      run(pending, cause);
      count++;
    }
    return count;
  }

  @Override
  public String toString() {
    return "TimerWheel[" + size() + " timers" + (isShutdown() ? ", shut down" : "") + "]";
  }
}
