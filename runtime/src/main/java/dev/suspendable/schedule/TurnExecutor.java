package dev.suspendable.schedule;

import dev.suspendable.coroutine.Chain;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An executor that is driven in turns, by one thread at a time, which sleeps while nothing is
 * ready.
 */
abstract class TurnExecutor extends SerialExecutor {

  /** During a shutdown the thread looks for its end so often: a cancelled timer wakes no thread. */
  private static final long LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Runnable turn = this::takeTurn;

  /** The driving thread while it sleeps. Guarded by the lock. */
  private @Nullable Thread sleeper;

  /** The work that the present turn has run; used by the driving thread. */
  private int steps;

  /** Runs the timers that are due, by the driving thread. */
  abstract void runTimers();

  /** Returns how long to sleep if no work comes, by the driving thread. */
  abstract long nanosToNextTimer();

  // ---- Turns.

  /** Takes turns until it has been shut down and nothing is left; it has been claimed. */
  final void drive() {
    try {
      while (!hasEnded()) {
        if (turn() == 0) {
          sleep(null);
          Thread.interrupted(); // or the next sleep would end at once
        }
      }
    } finally {
      release();
    }
  }

  private boolean hasEnded() {
    synchronized (lock) {
      return isDrained();
    }
  }

  final void claim() {
    Thread driver = tryClaim();
    if (driver != null) {
      throw new IllegalStateException(
          this
              + (driver == Thread.currentThread()
                  ? " is driven by the caller already"
                  : " is driven by another thread: " + driver.getName()));
    }
  }

  /** Returns null if the caller may drive, or else the thread that does. */
  final @Nullable Thread tryClaim() {
    synchronized (lock) {
      Thread driver = worker();
      if (driver == null) {
        setWorker(Thread.currentThread());
      }
      return driver;
    }
  }

  final void release() {
    synchronized (lock) {
      setWorker(null);
    }
  }

  final int turn() {
    steps = 0;
    Chain.runSerially(this, turn);
    return steps;
  }

  private void takeTurn() {
    runTimers();
    int count;
    synchronized (lock) {
      count = ready().size();
    }
    for (; steps < count; steps++) {
      Runnable work = poll();
      if (work == null) {
        return; // shut down meanwhile
      }
      run(work);
    }
  }

  // ---- Sleeping.

  /** Waits until something may be ready, or until another thread completes a future. */
  final void sleep(@Nullable CompletableFuture<?> end) {
    long most = Long.MAX_VALUE;
    synchronized (lock) {
      if (!ready().isEmpty() || (end == null && isDrained())) {
        return;
      }
      sleeper = Thread.currentThread();
      if (isShutdown()) {
        most = LOOKS;
      }
    }
    if (end == null || !end.isDone()) {
      long nanos = Math.min(most, nanosToNextTimer());
      if (nanos > 0) {
        LockSupport.parkNanos(this, nanos);
      }
    }
    synchronized (lock) {
      sleeper = null;
    }
  }

  final void addAndWake(Runnable work) {
    Thread sleeping;
    synchronized (lock) {
      add(work);
      sleeping = wake();
    }
    LockSupport.unpark(sleeping);
  }

  /** Returns the thread to wake, which is not woken again before it sleeps again. */
  private @Nullable Thread wake() {
    Thread sleeping = sleeper;
    sleeper = null;
    return sleeping;
  }

  @Override
  final void hasChanged() {
    Thread sleeping;
    synchronized (lock) {
      sleeping = wake();
    }
    LockSupport.unpark(sleeping);
  }
}
