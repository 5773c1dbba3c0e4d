package dev.suspendable.sync;

/**
 * Consecutive sequence numbers that a producer has claimed, see {@link Sequencer#claimUpTo}.
 *
 * @param first the first one
 * @param end the one after the last
 */
public record SequenceRange(long first, long end) {

  /**
   * Makes a range.
   *
   * @throws IllegalArgumentException if {@code end} is less than {@code first}
   */
  public SequenceRange {
    if (end < first) {
      throw new IllegalArgumentException(first + " to " + end);
    }
  }

  /**
   * Returns how many there are.
   *
   * @return the size
   */
  public long size() {
    return end - first;
  }
}
