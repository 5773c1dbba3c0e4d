package dev.suspendable.test;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The runs of one strategy, one after the other. */
abstract class Plan {
  private boolean hasBegun;

  /**
   * Returns the next run.
   *
   * @return the seed; null if there are no more
   */
  final @Nullable Seed next() {
    if (!hasBegun) {
      hasBegun = true;
      return Seed.FIFO;
    }
    return following();
  }

  abstract @Nullable Seed following();

  /** Returns what chooses for the seed that {@link #next} has returned. */
  Chooser chooser(Seed seed) {
    return seed.chooser();
  }

  /** Called after each run. */
  abstract void ended(Record record);

  /** One run, without any more. */
  static final class OnlyFifo extends Plan {
    @Override
    @Nullable Seed following() {
      return null;
    }

    @Override
    void ended(Record record) {}
  }

  /** Makes the seed of a run. */
  interface Seeding {
    /**
     * @param steps the most steps of an earlier run
     */
    Seed seed(long seed, int steps);
  }

  /** A run for each number. */
  static final class Series extends Plan {
    private final Seeding seeding;
    private long seed;
    private int steps = 1;

    Series(long first, Seeding seeding) {
      this.seed = first;
      this.seeding = seeding;
    }

    @Override
    Seed following() {
      return seeding.seed(seed++, steps);
    }

    @Override
    void ended(Record record) {
      steps = Math.max(steps, record.steps());
    }
  }

  /**
   * All orders, in the order of the number of choices that differ from FIFO. A run with n
   * differences is one with n - 1, up to its last difference, and one more difference later. So
   * each order is run once.
   */
  static final class Exhaustive extends Plan {
    private final int bound;

    /** Runs whose successors have not been made. */
    private final Queue<Parent> parents = new ArrayDeque<>();

    private int[] sizes = {};
    private int differences;

    /** The length of the prefix of the present run, up to its last difference. */
    private int length;

    Exhaustive(int bound) {
      this.bound = bound;
    }

    /** A run, and the difference that was added last to make another one. */
    private static final class Parent {
      final int[] sizes;
      final int[] prefix;
      final int differences;
      int at;
      int choice;

      Parent(int[] prefix, int[] sizes, int differences) {
        this.prefix = prefix;
        this.sizes = sizes;
        this.differences = differences;
        this.at = prefix.length;
      }

      /** Advances to the next difference. */
      boolean advance() {
        if (at < sizes.length && choice + 1 < sizes[at]) {
          choice++;
          return true;
        }
        at++;
        choice = 1;
        return at < sizes.length;
      }
    }

    @Override
    @Nullable Seed following() {
      for (Parent first = parents.peek(); first != null; first = parents.peek()) {
        if (first.advance()) {
          int[] prefix = Arrays.copyOf(first.prefix, first.at + 1);
          prefix[first.at] = first.choice;
          sizes = Arrays.copyOf(first.sizes, prefix.length);
          differences = first.differences + 1;
          length = prefix.length;
          return Seed.choices(prefix);
        }
        parents.remove();
      }
      return null;
    }

    @Override
    Chooser chooser(Seed seed) {
      return seed == Seed.FIFO
          ? seed.chooser()
          : new Choices(Choices.parse(seed.order().substring("choices:".length())), sizes);
    }

    @Override
    void ended(Record record) {
      if (differences < bound) {
        parents.add(
            new Parent(Arrays.copyOf(record.choices(), length), record.sizes(), differences));
      }
    }
  }

  /**
   * The record of a run.
   *
   * @param steps the number of steps
   * @param choices what was chosen at each step with several candidates
   * @param sizes how many candidates there were at these steps
   */
  record Record(int steps, int[] choices, int[] sizes) {}
}
