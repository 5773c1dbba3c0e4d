package dev.suspendable.test;

import dev.suspendable.time.Timer;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The time of a run. It passes only where {@link #advance} is called: from one timer to the next.
 * Safe for use by several threads.
 */
final class VirtualTime implements Timers {
  private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

  private final Executor executor;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong((Pending each) -> each.time).thenComparing(each -> each.number));
  private long now;
  private long count;

  VirtualTime(Executor executor) {
    this.executor = executor;
  }

  private final class Pending implements Timer {
    final Action action;
    final long time;
    final long number;

    Pending(Action action, long time, long number) {
      this.action = action;
      this.time = time;
      this.number = number;
    }

    @Override
    public boolean cancel() {
      synchronized (VirtualTime.this) {
        return pending.remove(this);
      }
    }
  }

  @Override
  public synchronized Timer schedule(Action action, long nanos) {
    long time = now + Math.max(0, nanos);
    Pending added =
        new Pending(
            Objects.requireNonNull(action, "action"), time < 0 ? Long.MAX_VALUE : time, count++);
    pending.add(added);
    return added;
  }

  /** Returns whether there is a timer, so that time can pass. */
  synchronized boolean canAdvance() {
    return !pending.isEmpty();
  }

  /**
   * Lets time pass until the next timer, and runs all actions of that time, which make works ready.
   * Actions that these add for the same time run later, or an action that adds itself would never
   * end.
   */
  void advance() {
    Pending first;
    long end;
    synchronized (this) {
      first = pending.element();
      now = first.time;
      end = count;
    }
    for (Pending due = take(first.time, end); due != null; due = take(first.time, end)) {
      due.action.run();
    }
  }

  private synchronized @Nullable Pending take(long time, long end) {
    Pending first = pending.peek();
    return first != null && first.time <= time && first.number < end ? pending.poll() : null;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanoTime());
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanoTime());
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public String toString() {
    return "virtual time";
  }
}
