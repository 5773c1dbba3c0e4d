package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;

/**
 * A sequence number that grows, and that coroutines wait for: how far a producer or a consumer of a
 * ring buffer has come. {@link #publish} says that all numbers up to one are done. The first number
 * is 0; -1 means that none is done.
 *
 * <pre>{@code
 * long available = await(produced.waitUntilPublished(next));
 * for (; next <= available; next++) {
 *   use(buffer[(int) (next & mask)]);
 * }
 * consumed.publish(available);
 * }</pre>
 *
 * <p>What was written before {@code publish} is visible after an await that it ends. Any number of
 * coroutines may wait, for different numbers; they continue in the order in which they began to
 * wait. One that is stopped leaves, see {@linkplain dev.suspendable.sync the package}. An await
 * makes an object; one that need not wait reads one volatile field.
 *
 * <p>The idea is that of cppcoro's {@code sequence_barrier}, which has it from the LMAX Disruptor.
 * {@link SingleProducerSequencer} and {@link MultiProducerSequencer} hand out the numbers.
 */
public final class SequenceBarrier extends Gate<Object> {

  /** Written under the lock. */
  private volatile long lastPublished = -1;

  /** Makes a barrier at which nothing is published. */
  public SequenceBarrier() {}

  /**
   * Returns the last number that is published.
   *
   * @return the number, -1 at first
   */
  public long lastPublished() {
    return lastPublished;
  }

  /**
   * Publishes all numbers up to one, and lets the coroutines continue that wait for them. Callable
   * on any thread, by one at a time.
   *
   * @param sequence the number
   * @throws IllegalStateException if a greater one is published already
   */
  public void publish(long sequence) {
    enter();
    try {
      if (sequence < lastPublished) {
        throw new IllegalStateException(
            sequence + " is published after " + lastPublished + "; sequences only grow");
      }
      advance(sequence);
    } finally {
      exitAndResume();
    }
  }

  /** Lets those continue that can. The lock is held. */
  void advance(long sequence) {
    lastPublished = sequence;
    for (Entry entry = waiting.peek(); entry != null; ) {
      Step<?> step = (Step<?>) entry;
      entry = entry.next;
      if (step.isPossible()) {
        waiting.remove(step);
        if (grant(step)) {
          step.take();
        }
      }
    }
  }

  /**
   * {@code await(barrier.waitUntilPublished(n))} waits until a number and all before it are
   * published.
   *
   * @param sequence the number
   * @return an awaitable of the last number that is published, perhaps a greater one; it may be
   *     awaited any number of times
   */
  public Awaitable<Long> waitUntilPublished(long sequence) {
    return () -> Step.typed(new Until(this, sequence));
  }

  @Override
  boolean tryPass(int number) {
    return false;
  }

  @Override
  boolean admits(Pass<Object> pass) {
    Step<?> step = (Step<?>) pass;
    if (!step.isPossible()) {
      return false;
    }
    step.take();
    return true;
  }

  @Override
  void givenBack(Pass<Object> pass) {
    ((Step<?>) pass).giveBack();
  }

  @Override
  Object result(int number) {
    throw new IllegalStateException("not a number");
  }

  /** An await of a number, or for room to claim one. */
  abstract static class Step<T> extends Pass<Object> {
    final SequenceBarrier barrier;

    Step(SequenceBarrier barrier) {
      super(barrier, 0);
      this.barrier = barrier;
    }

    /** The queue has awaits with different results. */
    @SuppressWarnings("unchecked") // value() is a T
    static <T> Awaiter<T> typed(Step<T> step) {
      return (Awaiter<T>) (Awaiter<?>) step;
    }

    /** Whether it can pass. The lock is held, or it does not matter. */
    abstract boolean isPossible();

    /** It passes. The lock is held. */
    void take() {}

    /** It has passed, and does not use that. The lock is held. */
    void giveBack() {}

    abstract T value();

    @Override
    final Object result() {
      return value();
    }
  }

  /** {@link #waitUntilPublished}. */
  private static final class Until extends Step<Long> {
    private final long sequence;

    Until(SequenceBarrier barrier, long sequence) {
      super(barrier);
      this.sequence = sequence;
    }

    @Override
    boolean isPossible() {
      return barrier.lastPublished >= sequence;
    }

    @Override
    boolean tryPass() {
      return isPossible();
    }

    @Override
    Long value() {
      return barrier.lastPublished;
    }
  }

  @Override
  public String toString() {
    return "SequenceBarrier[" + lastPublished + queue() + "]";
  }
}
