package dev.suspendable.test;

import java.util.Objects;

/** Runs a test again and again, counts, and makes the failure. */
final class Runner {
  private final TestBody body;
  private final Settings settings;
  private final Watchdog watchdog;
  private int orders;
  private boolean isComplete;
  private int failures;
  private int stops;
  private int mostSteps;
  private int fromThreads;

  Runner(TestBody body, Settings settings, Watchdog watchdog) {
    this.body = body;
    this.settings = settings;
    this.watchdog = watchdog;
  }

  Report report() {
    return new Report(orders, isComplete, failures, stops, mostSteps, fromThreads);
  }

  /** Runs the orders of a plan. */
  void order(Plan plan, long limit) {
    while (orders < limit) {
      Seed seed = plan.next();
      if (seed == null) {
        isComplete = true;
        return;
      }
      orders++;
      plan.ended(run(seed, plan.chooser(seed)).record());
    }
    isComplete = plan.next() == null;
  }

  /** Runs with a failure or a stop. Returns false if the test has ended before its place. */
  boolean inject(Seed seed) {
    boolean hasInjected = run(seed, seed.chooser()).hasInjected();
    if (hasInjected && seed.failAt() >= 0) {
      failures++;
    } else if (hasInjected) {
      stops++;
    }
    return hasInjected;
  }

  /** Runs once, as an earlier run. */
  void repeat(Seed seed) {
    orders++;
    Simulation.Result result = simulate(seed, seed.chooser(), true);
    if (result.failure() != null) {
      boolean isAnother = result.failure() instanceof NotDeterministic;
      throw failure(
          seed,
          result,
          isAnother ? "Or the seed is that of another test, or of an earlier version.\n" : "");
    }
  }

  private Simulation.Result run(Seed seed, Chooser chooser) {
    Simulation.Result result = simulate(seed, chooser, false);
    if (result.failure() == null) {
      return result;
    }
    if (watchdog.hasBarked()) {
      throw failure(seed, result, "");
    }
    // Once more, with a trace: recording it costs more than most runs.
    Simulation.Result again = simulate(seed, seed.chooser(), true);
    if (again.failure() != null) {
      throw failure(seed, again, "");
    }
    throw failure(
        seed, result, "The same seed did not fail again: " + NotDeterministic.ADVICE + ".\n");
  }

  private Simulation.Result simulate(Seed seed, Chooser chooser, boolean isTraced) {
    Simulation.Result result = Simulation.run(body, settings, seed, chooser, watchdog, isTraced);
    mostSteps = Math.max(mostSteps, result.record().steps());
    fromThreads += result.outside();
    return result;
  }

  private ScheduleFailure failure(Seed seed, Simulation.Result result, String remark) {
    Throwable cause = Objects.requireNonNull(result.failure());
    int run = orders + failures + stops + (seed.injects() ? 1 : 0);
    String text =
        "Run "
            + run
            + " has failed: "
            + cause
            + "\n"
            + remark
            + "To repeat it: -D"
            + Exploration.SEED_PROPERTY
            + "="
            + seed
            + (result.trace().isEmpty() ? "" : "\nThe last steps:\n" + result.trace())
            + (result.dump().isEmpty() ? "" : "\n" + result.dump());
    return new ScheduleFailure(text, cause, seed.toString(), run);
  }
}
