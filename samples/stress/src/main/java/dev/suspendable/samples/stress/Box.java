package dev.suspendable.samples.stress;

/**
 * Two plain fields that are not final: whoever gets the box by a race sees them only if somebody
 * has taken care of it.
 */
final class Box {
  int left;
  int right;

  Box(int left, int right) {
    this.left = left;
    this.right = right;
  }

  /** Both fields, as two digits. */
  int digits() {
    return 10 * left + right;
  }
}
