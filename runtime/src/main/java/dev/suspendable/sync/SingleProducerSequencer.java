package dev.suspendable.sync;

/**
 * The {@link Sequencer} of one producer: of its claims and publications, one ends before the next
 * one begins. A claim that need not wait takes no lock.
 */
public final class SingleProducerSequencer extends Sequencer {

  /**
   * Makes a sequencer.
   *
   * @param consumed where the consumers publish what they have consumed
   * @param size the number of slots, a power of two
   */
  public SingleProducerSequencer(SequenceBarrier consumed, int size) {
    super(consumed, size);
  }

  @Override
  boolean isShared() {
    return false;
  }

  @Override
  public void publish(long sequence) {
    published().publish(sequence);
  }

  @Override
  public void publish(SequenceRange range) {
    published().publish(range.end() - 1);
  }
}
