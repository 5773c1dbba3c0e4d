package dev.suspendable.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/**
 * Time: what it is now, and actions at a later time. Everything of this library that waits for time
 * uses the timers of its context: delays, timeouts of tasks and scopes, deadlines, retries, the
 * operators of async generators. So a test, or a simulation, lets hours pass at once by {@code
 * Context.withTimers}.
 *
 * <p>{@link #common} are the timers of contexts that have no others. An event loop is an {@link
 * Executor} and has timers of its own, and {@link TimerWheel} is for those who drive timers
 * themselves.
 *
 * <p><b>Two clocks.</b> Delays are measured by {@link #nanoTime}, which only goes forward. So
 * setting the clock of the machine changes no delay. {@link #instant} is the time of day. It is for
 * people, and for other machines.
 *
 * <p>Safe for use by several threads. Actions run in the order of their times. Those of the same
 * time run in the order in which they were scheduled.
 *
 * <p>The idea that time is a part of the environment is that of the scheduler in P2300 and of the
 * test dispatchers of Kotlin; one structure for all timers is that of Go and of the Linux kernel.
 */
public interface Timers extends InstantSource {

  /** The action of a timer. */
  @FunctionalInterface
  interface Action {

    /**
     * Called when the time has come, at most once, and never before.
     *
     * <p>The thread serves other timers too. So the action is quick, does not block, and runs no
     * code of users: it hands that to an executor, see {@link Timers#scheduleWork}. An exception
     * goes to the thread's uncaught exception handler.
     */
    void run();

    /**
     * Called instead of {@link #run} if the timers are shut down before the time has come. Nothing
     * that waits for this timer is lost then, but is told so. Runs the action unless overridden.
     *
     * @param cause what to tell
     */
    default void rejected(RejectedExecutionException cause) {
      run();
    }
  }

  /**
   * Returns the timers of the process. One daemon thread serves them, which exists only while there
   * are timers. They are never shut down.
   *
   * <p>Their clock is {@link System#nanoTime}. Whether it counts the time during which the machine
   * sleeps is up to the operating system: on Linux and macOS it does not, so delays take that much
   * longer. On waking nothing happens in a burst that would not have happened so anyway.
   *
   * @return the timers
   */
  static Timers common() {
    return CommonTimers.INSTANCE;
  }

  /**
   * Returns the time that delays are measured by.
   *
   * @return nanoseconds since some time in the past or future; only differences mean something
   */
  long nanoTime();

  /** Returns the time of day. */
  @Override
  Instant instant();

  /**
   * Returns the time of day at which a duration will be over.
   *
   * @param delay the time from now on; a negative one counts as zero
   * @return the time, {@link Instant#MAX} if it is beyond that
   */
  default Instant after(Duration delay) {
    Instant now = instant();
    if (delay.isNegative()) {
      return now;
    }
    return delay.compareTo(Duration.between(now, Instant.MAX)) < 0 ? now.plus(delay) : Instant.MAX;
  }

  /**
   * Returns where code of users runs whose time has come, and whose context has no executor.
   *
   * @return the common pool, unless overridden
   */
  default Executor executor() {
    return ForkJoinPool.commonPool();
  }

  /**
   * Runs an action at a later time.
   *
   * @param action the action, see {@link Action#run} for what it may do
   * @param nanos the time from now on in nanoseconds; if it is not positive, the action runs as
   *     soon as possible, but not in this call
   * @return the timer
   * @throws RejectedExecutionException if the timers have been shut down
   */
  Timer schedule(Action action, long nanos);

  /**
   * Like {@link #schedule(Action, long)}. A duration of more than 292 years is that of 292 years.
   *
   * @param action the action
   * @param delay the time from now on
   * @return the timer
   * @throws RejectedExecutionException if the timers have been shut down
   */
  default Timer schedule(Action action, Duration delay) {
    return schedule(action, Nanos.of(delay));
  }

  /**
   * Runs an action that may run code of users, such as a request to stop: on {@link #executor}, or,
   * if that rejects it, on the common pool.
   *
   * @param action the action
   * @param delay the time from now on
   * @return the timer; its action has begun when it has been handed to the executor
   * @throws RejectedExecutionException if the timers have been shut down
   */
  default Timer scheduleWork(Action action, Duration delay) {
    return schedule(new Work(action, executor()), delay);
  }
}
