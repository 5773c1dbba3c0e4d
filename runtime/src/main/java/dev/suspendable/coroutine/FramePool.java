package dev.suspendable.coroutine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded store of frames for reuse, all of one class. The counterpart of a promise's own {@code
 * operator new} and {@code operator delete} in C++20.
 *
 * <p>A promise class opts in by declaring a static hook of this shape, typically returning a new
 * pool; it is called once for each generated frame class, when that class is initialised:
 *
 * <pre>{@code
 * public abstract class JobPromise extends PooledPromise {
 *   protected static <F extends Promise> FramePool<F> framePool(Class<F> type) {
 *     return new FramePool<>(type, 256);
 *   }
 *   ...
 * }
 * }</pre>
 *
 * <p>Generated code then has this form. The promise is constructed together with the frame, so it
 * needs a constructor without parameters, and {@link Promise#recycle} has to reset its fields.
 *
 * <pre>{@code
 * private static final FramePool<Frame$1> POOL = JobPromise.framePool(Frame$1.class);
 *
 * static Job ramp(int id) {
 *   Frame$1 frame = POOL.acquire();
 *   Job result;
 *   try {
 *     if (frame == null) {
 *       frame = new Frame$1();
 *     }
 *     frame.id = id;
 *     result = frame.getReturnObject();
 *   } catch (Throwable failure) {
 *     POOL.drop(frame);
 *     throw failure;
 *   }
 *   frame.start();
 *   return result;
 * }
 *
 * protected void recycle() {
 *   super.recycle();
 *   POOL.release(this);
 * }
 *
 * protected void unreturned() {
 *   handle().destroy();
 * }
 * }</pre>
 *
 * <p>A frame returns to the pool only when its coroutine is destroyed. By then every suspend point
 * that the runtime has handed out for it has been used, and its handles are stale.
 *
 * <p>Thread-safe, without locks. A full pool drops frames. A pool that looks empty to a thread
 * while other threads return frames makes that thread construct one. A pool bounds memory and
 * guarantees nothing else.
 *
 * @param <F> the frame class
 */
public final class FramePool<F extends Frame> {
  private final Class<F> type;
  private final AtomicReferenceArray<@Nullable F> slots;
  private final int homes;

  // Counting is a considerable part of the cost of a pool. So the frequent event is counted once,
  // and the number of outstanding frames is computed from the counts of rare events.
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * Makes an empty pool.
   *
   * @param type the frame class
   * @param capacity the number of frames kept at most, at least 1; a search visits all of them in
   *     the worst case
   */
  public FramePool(Class<F> type, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity);
    }
    this.type = type;
    this.slots = new AtomicReferenceArray<>(capacity);
    this.homes = Integer.highestOneBit(capacity) - 1;
  }

  /**
   * Takes a frame, in the state of a new one.
   *
   * @return the frame, or null if the caller has to construct one
   */
  public @Nullable F acquire() {
    int slot = home();
    for (int i = 0; i < slots.length(); i++, slot = after(slot)) {
      // A plain read first: an atomic exchange on an empty slot would cause useless contention.
      if (slots.getPlain(slot) != null) {
        F frame = slots.getAndSet(slot, null);
        if (frame != null) {
          frame.reopen();
          hits.increment();
          return frame;
        }
      }
    }
    misses.increment();
    return null;
  }

  /**
   * Returns a destroyed frame to the pool. Only generated code calls this, from {@code recycle}.
   *
   * @param frame the frame, which the caller must not touch afterwards
   * @throws IllegalStateException if the frame is not destroyed, or is in a pool already
   */
  public void release(F frame) {
    frame.pooled();
    int slot = home();
    for (int i = 0; i < slots.length(); i++, slot = after(slot)) {
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, frame)) {
        return;
      }
    }
    dropped.increment();
  }

  /**
   * Drops a frame whose coroutine could not be made. Only generated code calls this.
   *
   * @param frame the frame, or null
   */
  public void drop(@Nullable F frame) {
    if (frame != null) {
      frame.dropped();
    }
    dropped.increment();
  }

  /**
   * Returns the counts so far. This is a snapshot: concurrent calls may or may not be counted.
   *
   * @return the statistics
   */
  public Statistics statistics() {
    long kept = 0;
    for (int slot = 0; slot < slots.length(); slot++) {
      if (slots.get(slot) != null) {
        kept++;
      }
    }
    long miss = misses.sum();
    return new Statistics(hits.sum(), miss, miss - dropped.sum() - kept);
  }

  @Override
  public String toString() {
    return "FramePool[" + type.getName() + ", " + statistics() + "]";
  }

  /**
   * Returns the first slot to search. Threads start at different slots, and find their own frames
   * there again.
   */
  private int home() {
    return (int) Thread.currentThread().getId() * 7 & homes; // a division would be slower
  }

  private int after(int slot) {
    return slot + 1 == slots.length() ? 0 : slot + 1;
  }

  /**
   * The statistics of a pool.
   *
   * @param hits frames taken from the pool
   * @param misses frames that had to be constructed
   * @param outstanding frames in use: taken or constructed, and not yet given back
   */
  public record Statistics(long hits, long misses, long outstanding) {}
}
