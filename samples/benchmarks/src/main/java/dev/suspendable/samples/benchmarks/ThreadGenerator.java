package dev.suspendable.samples.benchmarks;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A generator out of two virtual threads that take turns: one produces, the other consumes. Each
 * element is handed over by a flag and {@code unpark}, the cheapest way that the JDK has.
 */
final class ThreadGenerator implements PrimitiveIterator.OfInt {
  private static final int ASKED = 0;
  private static final int READY = 1;
  private static final int ENDED = 2;

  private final Consumer<ThreadGenerator> body;
  private @Nullable Thread producer;
  private @Nullable Thread consumer;
  private volatile int turn = ASKED;
  private boolean known;
  private int value;
  private long result;

  ThreadGenerator(Consumer<ThreadGenerator> body) {
    this.body = body;
  }

  /** Runs the consumer in a virtual thread and returns what it returns. */
  long consume(ToLongFunction<PrimitiveIterator.OfInt> consumption) {
    VirtualThreads.run(
        () -> {
          consumer = Thread.currentThread();
          result = consumption.applyAsLong(this);
        });
    return result;
  }

  /** For the body. */
  void yieldValue(int element) {
    value = element;
    turn = READY;
    LockSupport.unpark(consumer);
    while (turn != ASKED) {
      LockSupport.park(this);
    }
  }

  @Override
  public boolean hasNext() {
    if (!known) {
      turn = ASKED;
      if (producer == null) {
        producer =
            VirtualThreads.start(
                () -> {
                  body.accept(this);
                  turn = ENDED;
                  LockSupport.unpark(consumer);
                });
      } else {
        LockSupport.unpark(producer);
      }
      while (turn == ASKED) {
        LockSupport.park(this);
      }
      known = true;
    }
    return turn == READY;
  }

  @Override
  public int nextInt() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    known = false;
    return value;
  }
}
