package dev.suspendable.test;

import java.util.function.LongFunction;

/**
 * Chooses the orders in which a test is run. The first one is always FIFO: works run in the order
 * in which they became ready.
 *
 * <p>Immutable, so one strategy may be used by several tests at the same time.
 */
public final class Strategy {
  private final String name;
  private final LongFunction<Plan> plan;

  private Strategy(String name, LongFunction<Plan> plan) {
    this.name = name;
    this.plan = plan;
  }

  /**
   * FIFO only, in one run. For tests that need virtual time, or failures and stops, but no other
   * order.
   *
   * @return the strategy
   */
  public static Strategy fifo() {
    return new Strategy("fifo", series -> new Plan.OnlyFifo());
  }

  /**
   * At each step, each work that is ready has the same probability.
   *
   * @return the strategy
   */
  public static Strategy random() {
    return new Strategy(
        "random", series -> new Plan.Series(series, (seed, steps) -> Seed.random(seed)));
  }

  /**
   * Random priorities with a few changes (PCT): Burckhardt, Kothari, Musuvathi, Nagarakatte, "A
   * Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010. Among n
   * chains of coroutines that run k steps, one run finds a mistake that needs {@code depth}
   * ordering constraints with a probability of at least 1 / (n k<sup>depth - 1</sup>). It is better
   * than {@link #random} if the mistake needs one coroutine to wait while others take many steps.
   *
   * @param depth the number of constraints; most mistakes need 2 or 3
   * @return the strategy
   */
  public static Strategy pct(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("depth " + depth + "; the least is 1");
    }
    return new Strategy(
        "pct" + depth,
        series -> new Plan.Series(series, (seed, steps) -> Seed.pct(depth, seed, steps)));
  }

  /**
   * All orders that differ from FIFO in at most so many choices, those with fewer differences
   * first. So the first failure is a simple one. The report says whether all of them have been
   * tried. The idea of such a bound is from Emmi, Qadeer, Rakamaric, "Delay-Bounded Scheduling",
   * POPL 2011.
   *
   * @param differences the bound; {@link Integer#MAX_VALUE} for all orders there are
   * @return the strategy
   */
  public static Strategy exhaustive(int differences) {
    if (differences < 0) {
      throw new IllegalArgumentException("differences " + differences);
    }
    return new Strategy("exhaustive", series -> new Plan.Exhaustive(differences));
  }

  Plan plan(long series) {
    return plan.apply(series);
  }

  @Override
  public String toString() {
    return name;
  }
}
