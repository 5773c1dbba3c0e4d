package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * The coroutines that wait for the same thing, first in first out. The awaiters themselves are the
 * entries, so one leaves the queue in constant time. Guarded by the lock of the owner.
 *
 * @param <W> the entries
 */
final class WaitQueue<W extends Entry> {
  private @Nullable Entry first;
  private @Nullable Entry last;

  /** Without the lock, the answer may be out of date. */
  boolean isEmpty() {
    return first == null;
  }

  /** Returns the first entry, which stays in the queue. */
  @SuppressWarnings("unchecked") // only those are added
  @Nullable W peek() {
    return (W) first;
  }

  void add(W entry) {
    if (entry.isInQueue()) {
      throw twice();
    }
    Entry before = last;
    if (before == null) {
      first = entry;
      entry.previous = entry;
    } else {
      before.next = entry;
      entry.previous = before;
    }
    last = entry;
  }

  static IllegalStateException twice() {
    return new IllegalStateException(
        "Another coroutine waits for this awaitable already; get one for each await");
  }

  /** Takes the first entry out; returns null if there is none. */
  @Nullable W poll() {
    W entry = peek();
    if (entry != null) {
      remove(entry);
    }
    return entry;
  }

  /** Takes an entry out; returns false if it is not in the queue. */
  boolean remove(Entry entry) {
    Entry before = entry.previous;
    if (before == null) {
      return false;
    }
    Entry after = entry.next;
    boolean isFirst = before == entry;
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
    entry.previous = null;
    entry.next = null;
    return true;
  }

  int size() {
    int size = 0;
    for (Entry at = first; at != null; at = at.next) {
      size++;
    }
    return size;
  }
}
