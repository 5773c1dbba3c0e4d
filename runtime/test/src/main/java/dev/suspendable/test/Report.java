package dev.suspendable.test;

/**
 * The result of an {@link Exploration} in which nothing failed.
 *
 * @param orders runs in different orders, without failures and stops
 * @param isComplete whether these were all that the strategy wants, so that more runs would try
 *     nothing new
 * @param failures runs with an injected failure
 * @param stops runs with an injected stop
 * @param mostSteps the most steps of a run
 * @param fromThreads works that have come from other threads, in all runs; if there are any, a seed
 *     need not repeat a run exactly
 */
public record Report(
    int orders, boolean isComplete, int failures, int stops, int mostSteps, int fromThreads) {

  /** Returns the number of runs. */
  public int runs() {
    return orders + failures + stops;
  }

  @Override
  public String toString() {
    return count(runs(), "run")
        + ": "
        + count(orders, "order")
        + (!isComplete ? "" : orders == 1 ? ", which is the only one" : ", which are all")
        + ", "
        + count(failures, "failure")
        + ", "
        + count(stops, "stop")
        + "; at most "
        + count(mostSteps, "step")
        + (fromThreads == 0 ? "" : "; " + count(fromThreads, "work") + " from other threads");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
