package dev.suspendable.test;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that decides on a run, as text: {@code fifo}, {@code random:5}, {@code pct3:5:120}, {@code
 * choices:0.2.1}, then possibly {@code +fail@4} or {@code +stop@7}.
 *
 * @param order the part before the plus sign
 * @param failAt the suspension that fails, counted from 0, or -1
 * @param stopAt the step before which a stop is requested, counted from 0, or -1
 */
record Seed(String order, int failAt, int stopAt) {
  static final Seed FIFO = of("fifo");

  private static final int NEVER = -1;

  static Seed of(String order) {
    return new Seed(order, NEVER, NEVER);
  }

  static Seed random(long seed) {
    return of("random:" + seed);
  }

  static Seed pct(int depth, long seed, int steps) {
    return of("pct" + depth + ":" + seed + ":" + steps);
  }

  static Seed choices(int[] choices) {
    return of("choices:" + Choices.format(choices));
  }

  Seed failingAt(int suspension) {
    return new Seed(order, suspension, NEVER);
  }

  Seed stoppedAt(int step) {
    return new Seed(order, NEVER, step);
  }

  boolean injects() {
    return failAt >= 0 || stopAt >= 0;
  }

  /** Returns the seed that a text stands for. */
  static Seed parse(String text) {
    String[] parts = text.split("\\+", 2);
    Seed seed = of(parts[0]);
    try {
      seed.chooser();
      if (parts.length == 1) {
        return seed;
      }
      int number = Integer.parseUnsignedInt(parts[1].substring(5));
      if (parts[1].startsWith("fail@")) {
        return seed.failingAt(number);
      }
      if (parts[1].startsWith("stop@")) {
        return seed.stoppedAt(number);
      }
      throw new IllegalArgumentException(parts[1]);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Not a seed: "
              + text
              + ". A failure prints one, such as random:5, pct3:5:120, choices:0.2.1 or fifo+stop@7",
          e);
    }
  }

  /** Returns the number by which a seed begins, if the text is one; it begins a series of runs. */
  static @Nullable Long series(String text) {
    return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
  }

  /**
   * Returns the random numbers of the run: others for each random order, and the same ones for all
   * orders that are listed by their choices, because these continue each other.
   */
  RandomGenerator random() {
    String[] parts = order.split(":", -1);
    boolean isListed = parts.length == 1 || parts[0].equals("choices");
    return new SplittableRandom(isListed ? -1 : Long.parseLong(parts[1])).split();
  }

  Chooser chooser() {
    String[] parts = order.split(":", -1);
    if (order.equals("fifo")) {
      return Chooser.FIFO;
    }
    if (parts.length == 2 && parts[0].equals("random")) {
      return new RandomWalk(Long.parseLong(parts[1]));
    }
    if (parts.length == 3 && parts[0].startsWith("pct")) {
      int depth = Integer.parseInt(parts[0].substring(3));
      return new Priorities(Long.parseLong(parts[1]), depth, Integer.parseInt(parts[2]));
    }
    if (parts.length == 2 && parts[0].equals("choices")) {
      return new Choices(Choices.parse(parts[1]), new int[0]);
    }
    throw new IllegalArgumentException(order);
  }

  @Override
  public String toString() {
    return order + (failAt < 0 ? "" : "+fail@" + failAt) + (stopAt < 0 ? "" : "+stop@" + stopAt);
  }
}
