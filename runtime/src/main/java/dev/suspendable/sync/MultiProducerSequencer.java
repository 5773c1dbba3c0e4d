package dev.suspendable.sync;

/**
 * The {@link Sequencer} of several producers, on any threads. Claims are given in order. Slots may
 * be published in any order: consumers see one when all before it are published too.
 */
public final class MultiProducerSequencer extends Sequencer {

  /** The number that was published last in each slot; guarded by the lock of `published`. */
  private final long[] filled;

  /**
   * Makes a sequencer.
   *
   * @param consumed where the consumers publish what they have consumed
   * @param size the number of slots, a power of two
   */
  public MultiProducerSequencer(SequenceBarrier consumed, int size) {
    super(consumed, size);
    filled = new long[size];
    java.util.Arrays.fill(filled, -1);
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Override
  public void publish(long sequence) {
    publish(new SequenceRange(sequence, sequence + 1));
  }

  @Override
  public void publish(SequenceRange range) {
    SequenceBarrier published = published();
    int mask = size() - 1;
    published.enter();
    try {
      for (long each = range.first(); each < range.end(); each++) {
        filled[(int) (each & mask)] = each;
      }
      long last = published.lastPublished();
      while (filled[(int) ((last + 1) & mask)] == last + 1) {
        last++;
      }
      published.advance(last);
    } finally {
      published.exitAndResume();
    }
  }
}
