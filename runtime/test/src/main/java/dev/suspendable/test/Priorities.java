package dev.suspendable.test;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized
 * Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010): each chain gets a random
 * priority, the highest one that is ready runs, and at d - 1 random steps the chain that would run
 * next gets a low priority. A mistake that needs d ordering constraints is found by one run of n
 * chains and k steps with a probability of at least 1 / (n * k^(d - 1)).
 *
 * <p>A chain that yields goes behind all others: otherwise one that waits in a loop for another
 * would run for ever.
 */
final class Priorities implements Chooser {
  private final SplittableRandom random;
  private final Set<Integer> changes = new HashSet<>();

  /** By identity: no code of the user is called. */
  private final Map<Object, Double> priorities = new IdentityHashMap<>();

  private double lowest;

  /**
   * @param depth the d of the paper, at least 1
   * @param steps the expected number of steps
   */
  Priorities(long seed, int depth, int steps) {
    random = new SplittableRandom(seed);
    for (int i = 1; i < depth; i++) {
      changes.add(random.nextInt(Math.max(1, steps)));
    }
  }

  @Override
  public int choose(List<Step> candidates, int step) {
    for (Step each : candidates) {
      if (!priorities.containsKey(each.chain)) {
        priorities.put(each.chain, random.nextDouble());
      }
      if (each.yields()) {
        lower(each);
      }
    }
    int chosen = highest(candidates);
    if (changes.remove(step)) {
      lower(candidates.get(chosen));
      chosen = highest(candidates);
    }
    return chosen;
  }

  private void lower(Step step) {
    lowest--;
    priorities.put(step.chain, lowest);
  }

  private int highest(List<Step> candidates) {
    int highest = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (priority(candidates.get(i)) > priority(candidates.get(highest))) {
        highest = i;
      }
    }
    return highest;
  }

  private double priority(Step step) {
    return priorities.getOrDefault(step.chain, 0.0);
  }
}
