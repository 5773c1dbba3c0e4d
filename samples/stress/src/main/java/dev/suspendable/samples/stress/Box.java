package dev.suspendable.samples.stress;

/**
 * Two plain fields that are not final: a thread that gets the box by a data race sees their values
 * only if the writes were ordered before.
 */
final class Box {
  int left;
  int right;

  Box(int left, int right) {
    this.left = left;
    this.right = right;
  }

  /** Returns both fields, as two digits. */
  int digits() {
    return 10 * left + right;
  }
}
