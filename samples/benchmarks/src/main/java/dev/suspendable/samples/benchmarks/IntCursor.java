package dev.suspendable.samples.benchmarks;

/**
 * The least that a generator of ints has to offer its consumer, for those that are written by hand.
 */
interface IntCursor {
  boolean hasNext();

  int nextInt();
}
