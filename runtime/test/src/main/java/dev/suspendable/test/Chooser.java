package dev.suspendable.test;

import java.util.List;

/** Decides on the order of one run. */
interface Chooser {
  /** Chooses the first: in the order in which works became ready. */
  Chooser FIFO = (candidates, step) -> 0;

  /**
   * Chooses what runs next. Also called if there is only one candidate.
   *
   * @param candidates what is ready, in the order in which it became so; not empty
   * @param step how many steps have run
   * @return an index of {@code candidates}
   */
  int choose(List<Step> candidates, int step);
}
