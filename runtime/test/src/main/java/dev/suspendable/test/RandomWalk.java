package dev.suspendable.test;

import java.util.List;
import java.util.SplittableRandom;

/** Chooses each candidate with the same probability. */
final class RandomWalk implements Chooser {
  private final SplittableRandom random;

  RandomWalk(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public int choose(List<Step> candidates, int step) {
    return candidates.size() == 1 ? 0 : random.nextInt(candidates.size());
  }
}
