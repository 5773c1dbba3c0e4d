package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * The coroutines that wait for the same thing, first in first out. The awaiters themselves are the
 * entries, so one leaves the queue in constant time. Guarded by the lock of the owner.
 *
 * @param <W> the awaiters
 */
final class WaitQueue<W extends Waiter<?>> {
  private @Nullable Waiter<?> first;
  private @Nullable Waiter<?> last;

  /** Without the lock, the answer may be out of date. */
  boolean isEmpty() {
    return first == null;
  }

  /** Returns the first entry, which stays in the queue. */
  @SuppressWarnings("unchecked") // only those are added
  @Nullable W peek() {
    return (W) first;
  }

  void add(W waiter) {
    Waiter<?> before = last;
    if (before == null) {
      first = waiter;
      waiter.previous = waiter;
    } else {
      before.next = waiter;
      waiter.previous = before;
    }
    last = waiter;
  }

  /** Takes the first entry out; returns null if there is none. */
  @Nullable W poll() {
    W waiter = peek();
    if (waiter != null) {
      remove(waiter);
    }
    return waiter;
  }

  /** Takes an entry out; returns false if it is not in the queue. */
  boolean remove(Waiter<?> waiter) {
    Waiter<?> before = waiter.previous;
    if (before == null) {
      return false;
    }
    Waiter<?> after = waiter.next;
    boolean isFirst = before == waiter;
    if (isFirst) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = isFirst ? null : before;
    } else {
      after.previous = isFirst ? after : before;
    }
    waiter.previous = null;
    waiter.next = null;
    return true;
  }

  int size() {
    int size = 0;
    for (Waiter<?> at = first; at != null; at = at.next) {
      size++;
    }
    return size;
  }
}
