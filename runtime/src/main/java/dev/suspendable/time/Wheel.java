package dev.suspendable.time;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A priority queue of timers: a hierarchical timing wheel whose finest step is a nanosecond, so
 * that timers are exact and ordered by their times, and not rounded to ticks. Not safe for use by
 * several threads.
 */
final class Wheel {

  /*
   * Overview.
   *
   * A time is a number of eleven digits to the base 64. A timer is in the level of the highest
   * digit in which its time differs from `position`, the present time of the wheel, and there in
   * the slot of that digit. All times are at or after the position. So
   *
   *  - timers of a lower level come before those of a higher one, and in a level those of a lower
   *    slot come first: two searches for the lowest bit find the next slot;
   *  - moving the position forward to any time that is not after the begin of that slot changes
   *    the place of no timer;
   *  - at the begin of the slot, its timers agree with the position in one more digit, and move to
   *    lower levels. Each moves at most ten times in its life, and only if it is not cancelled;
   *  - timers of the same time are always in the same slot, in the order in which they were added.
   *
   * A slot with very many timers is emptied in portions, because whoever wants to add or cancel
   * waits meanwhile. Timers that belong to it are still added to its end until it is empty, or they
   * would overtake others of the same time.
   *
   * The structure is that of Varghese and Lauck, "Hashed and Hierarchical Timing Wheels" (1987);
   * the place by the highest digit that differs is that of the radix heap (Ahuja et al. 1990) and
   * of the timers of tokio.
   */

  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;
  private static final int LEVELS = 11;
  private static final int NONE = -1;

  /** Timers that are moved in one portion. */
  static final int PORTION = 512;

  /** The first timers of the slots, whose `previous` is the last. */
  private final @Nullable WheelTimer[] firsts = new WheelTimer[LEVELS * SLOTS];

  /** A bit for each slot that is not empty, for each level. */
  private final long[] slots = new long[LEVELS];

  /** A bit for each level that is not empty. */
  private int levels;

  private long position;

  /** The slot that is being emptied, or NONE. */
  private int emptying = NONE;

  private int size;

  int size() {
    return size;
  }

  /** Adds a timer, whose time is not changed any more, unless it is before the position. */
  void add(WheelTimer timer) {
    timer.time = Math.max(timer.time, position);
    int slot = slotOf(timer.time);
    append(timer, emptying != NONE && slot / SLOTS < emptying / SLOTS ? emptying : slot);
    size++;
  }

  void remove(WheelTimer timer) {
    unlink(timer);
    size--;
  }

  /**
   * Moves the position forward to the time of the next timer, and removes that timer.
   *
   * @param now where the position ends if no timer comes before
   * @return the timer; null if there is none until then, or if another call is needed, see {@link
   *     #isEmptying}
   */
  @Nullable WheelTimer next(long now) {
    for (; ; ) {
      if (emptying != NONE) {
        emptyOnePortion();
        if (emptying != NONE) {
          return null;
        }
      }
      if (levels == 0 || beginOfNext() > now) {
        position = Math.max(position, now);
        return null;
      }
      position = beginOfNext();
      int slot = nextSlot();
      if (slot < SLOTS) {
        WheelTimer first = Objects.requireNonNull(firsts[slot]);
        remove(first);
        return first;
      }
      emptying = slot;
    }
  }

  /** Whether {@link #next} has returned null only to give others a turn. */
  boolean isEmptying() {
    return emptying != NONE;
  }

  /** Returns a time that is not after that of the next timer; the longest time if there is none. */
  long earliest() {
    if (emptying != NONE) {
      return position;
    }
    return levels == 0 ? Long.MAX_VALUE : beginOfNext();
  }

  private int nextSlot() {
    int level = Integer.numberOfTrailingZeros(levels);
    return level * SLOTS + Long.numberOfTrailingZeros(slots[level]);
  }

  private long beginOfNext() {
    int slot = nextSlot();
    int shift = slot / SLOTS * BITS;
    long above = slot / SLOTS == LEVELS - 1 ? 0 : position & (-1L << (shift + BITS));
    return above | ((long) (slot % SLOTS) << shift);
  }

  private int slotOf(long time) {
    long difference = time ^ position;
    int level = difference == 0 ? 0 : (63 - Long.numberOfLeadingZeros(difference)) / BITS;
    return level * SLOTS + (int) ((time >>> (level * BITS)) & (SLOTS - 1));
  }

  private void emptyOnePortion() {
    int from = emptying;
    for (int i = 0; i < PORTION && firsts[from] != null; i++) {
      WheelTimer first = Objects.requireNonNull(firsts[from]);
      unlink(first);
      append(first, slotOf(first.time));
    }
    if (firsts[from] == null) {
      emptying = NONE;
    }
  }

  private void append(WheelTimer timer, int slot) {
    timer.slot = slot;
    WheelTimer first = firsts[slot];
    if (first == null) {
      timer.previous = timer;
      firsts[slot] = timer;
      slots[slot / SLOTS] |= 1L << slot; // the shift takes the slot within the level
      levels |= 1 << (slot / SLOTS);
      return;
    }
    WheelTimer last = Objects.requireNonNull(first.previous);
    last.next = timer;
    timer.previous = last;
    first.previous = timer;
  }

  private void unlink(WheelTimer timer) {
    int slot = timer.slot;
    WheelTimer previous = Objects.requireNonNull(timer.previous);
    WheelTimer next = timer.next;
    WheelTimer first = Objects.requireNonNull(firsts[slot]);
    if (timer == first) {
      firsts[slot] = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    } else if (timer != first) {
      first.previous = previous;
    }
    timer.previous = null;
    timer.next = null;
    if (firsts[slot] == null) {
      leave(slot);
    }
  }

  private void leave(int slot) {
    int level = slot / SLOTS;
    slots[level] &= ~(1L << slot);
    if (slots[level] == 0) {
      levels &= ~(1 << level);
    }
  }
}
