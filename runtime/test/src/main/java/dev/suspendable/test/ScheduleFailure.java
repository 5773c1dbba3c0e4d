package dev.suspendable.test;

/**
 * A test has failed in one of its runs. The message has the seed that repeats the run, the last
 * steps, and what was suspended where. The cause is what has failed.
 */
public final class ScheduleFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String seed;
  private final int run;

  ScheduleFailure(String message, Throwable cause, String seed, int run) {
    super(message, cause);
    this.seed = seed;
    this.run = run;
  }

  /**
   * Returns the seed of the run that has failed.
   *
   * @return the seed, for {@link Exploration#seed} and {@code -Dsuspendable.test.seed}
   */
  public String seed() {
    return seed;
  }

  /**
   * Returns which run has failed.
   *
   * @return the number of the run, counted from 1
   */
  public int run() {
    return run;
  }
}
