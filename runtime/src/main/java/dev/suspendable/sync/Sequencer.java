package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;

/**
 * Hands out the slots of a ring buffer to producers: consecutive sequence numbers, at most as many
 * ahead of the consumers as the buffer has slots.
 *
 * <pre>{@code
 * SequenceBarrier consumed = new SequenceBarrier();
 * Sequencer sequencer = new SingleProducerSequencer(consumed, 1024);
 *
 * long slot = await(sequencer.claimOne());                 // the producer
 * buffer[(int) (slot & 1023)] = value;
 * sequencer.publish(slot);
 *
 * long last = await(sequencer.waitUntilPublished(next));   // the consumer
 * use(buffer, next, last);
 * consumed.publish(last);
 * }</pre>
 *
 * <p>A producer that is stopped while it waits has claimed nothing. What it has claimed it has to
 * publish, or the consumers wait forever: do not await between the two, or shield it. For the same
 * reason do not run producers on an executor that is closed while they wait: numbers that a
 * rejected producer was given are taken back only if no other one was claimed after them. Only
 * slots that were claimed may be published, each once: that is not checked.
 *
 * <p>Each await makes an object. The idea is that of cppcoro's sequencers. There a producer that
 * waits has its number already, which a stop would lose.
 */
public abstract sealed class Sequencer permits SingleProducerSequencer, MultiProducerSequencer {
  private final SequenceBarrier consumed;
  private final SequenceBarrier published = new SequenceBarrier();
  private final int size;

  /** Guarded by the lock of `consumed`; or used by the only producer. */
  private long next;

  Sequencer(SequenceBarrier consumed, int size) {
    if (Integer.bitCount(size) != 1 || size < 0) {
      throw new IllegalArgumentException("a ring buffer has a power of two of slots: " + size);
    }
    this.consumed = consumed;
    this.size = size;
  }

  /** Whether several producers claim at the same time. */
  abstract boolean isShared();

  /**
   * {@code await(sequencer.claimOne())} waits for a free slot, and claims it.
   *
   * @return an awaitable of its number, which may be awaited any number of times
   */
  public final Awaitable<Long> claimOne() {
    return () -> SequenceBarrier.Step.typed(new One(this));
  }

  /**
   * {@code await(sequencer.claimUpTo(n))} waits for a free slot, and claims as many as there are.
   *
   * @param count how many at most, at least 1
   * @return an awaitable of their numbers, which may be awaited any number of times
   */
  public final Awaitable<SequenceRange> claimUpTo(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("claimUpTo(" + count + ")");
    }
    return () -> SequenceBarrier.Step.typed(new Range(this, count));
  }

  /**
   * Publishes a slot that was claimed: it has been filled.
   *
   * @param sequence its number; for a single producer, all before it are published too
   */
  public abstract void publish(long sequence);

  /**
   * Publishes slots that were claimed.
   *
   * @param range their numbers
   */
  public abstract void publish(SequenceRange range);

  /**
   * Returns the last number up to which all are published.
   *
   * @return the number, -1 at first
   */
  public final long lastPublished() {
    return published.lastPublished();
  }

  /**
   * {@code await(sequencer.waitUntilPublished(n))} waits until a number and all before it are
   * published, see {@link SequenceBarrier#waitUntilPublished}.
   *
   * @param sequence the number
   * @return an awaitable of the last number up to which all are published
   */
  public final Awaitable<Long> waitUntilPublished(long sequence) {
    return published.waitUntilPublished(sequence);
  }

  final SequenceBarrier published() {
    return published;
  }

  final int size() {
    return size;
  }

  /**
   * Returns the number of slots that can be claimed. Consumers that publish more than there is,
   * such as the greatest number when they end, make all slots free.
   */
  private long free() {
    return size - Math.max(0, next - 1 - consumed.lastPublished());
  }

  /** A claim that waits for the consumers. */
  private abstract static class Claim<T> extends SequenceBarrier.Step<T> {
    final Sequencer sequencer;
    final int count;
    long first;
    long end;

    Claim(Sequencer sequencer, int count) {
      super(sequencer.consumed);
      this.sequencer = sequencer;
      this.count = count;
    }

    @Override
    final boolean isPossible() {
      return sequencer.free() > 0;
    }

    /** While claims wait there is no free slot, so none is overtaken. */
    @Override
    final boolean tryPass() {
      if (!sequencer.isShared()) {
        return takeIfPossible();
      }
      barrier.enter();
      try {
        return takeIfPossible();
      } finally {
        barrier.exit();
      }
    }

    private boolean takeIfPossible() {
      boolean isPossible = isPossible();
      if (isPossible) {
        take();
      }
      return isPossible;
    }

    @Override
    final void take() {
      first = sequencer.next;
      end = first + Math.min(count, sequencer.free());
      sequencer.next = end;
    }

    @Override
    final void giveBack() {
      if (sequencer.next == end) {
        sequencer.next = first;
        barrier.advance(barrier.lastPublished());
      }
    }
  }

  private static final class One extends Claim<Long> {
    One(Sequencer sequencer) {
      super(sequencer, 1);
    }

    @Override
    Long value() {
      return first;
    }
  }

  private static final class Range extends Claim<SequenceRange> {
    Range(Sequencer sequencer, int count) {
      super(sequencer, count);
    }

    @Override
    SequenceRange value() {
      return new SequenceRange(first, end);
    }
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + size + " slots, " + lastPublished() + " published]";
  }
}
