package dev.suspendable.debug;

import dev.suspendable.coroutine.Inspection;
import dev.suspendable.coroutine.Promise;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The coroutines that have been made and, as far as is known, have not ended. Thread-safe. */
final class LiveCoroutines {

  /*
   * A coroutine does not say when it ends: the program would pay for that also while the registry
   * is off. So each entry can tell whether its coroutine has ended or was collected, and entries
   * are swept when their number has doubled since the last sweep. A sweep takes a constant time
   * for each coroutine that is made, and the entries are at most twice those that were alive.
   *
   * There are several lists, by thread, so that threads that make coroutines seldom meet.
   */

  private static final int LISTS = 16;
  private static final int FIRST_SWEEP = 1024;

  private final Entries[] lists = new Entries[LISTS];
  private final AtomicLong ids = new AtomicLong();
  private final boolean keepsAbandoned;

  /**
   * @param keepsAbandoned whether the garbage collector must not take coroutines that have not
   *     ended
   */
  LiveCoroutines(boolean keepsAbandoned) {
    this.keepsAbandoned = keepsAbandoned;
    for (int i = 0; i < LISTS; i++) {
      lists[i] = new Entries();
    }
  }

  /** Adds a coroutine that is being made. */
  void add(Promise coroutine) {
    add(coroutine, System.nanoTime());
  }

  /** Adds a coroutine whose age is not known. */
  Entry addOlder(Promise coroutine) {
    return add(coroutine, null);
  }

  private Entry add(Promise coroutine, @Nullable Long created) {
    Entry entry =
        new Entry(
            coroutine,
            keepsAbandoned,
            Inspection.life(coroutine),
            ids.incrementAndGet(),
            created != null,
            created == null ? 0 : created);
    lists[(int) Thread.currentThread().getId() & LISTS - 1].add(entry);
    return entry;
  }

  /** Returns those that have not ended, the oldest first. */
  List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    for (Entries list : lists) {
      list.addLive(all);
    }
    all.sort((one, other) -> Long.compare(one.id, other.id));
    return all;
  }

  /** Returns how many entries are stored. */
  int stored() {
    int stored = 0;
    for (Entries list : lists) {
      stored += list.size();
    }
    return stored;
  }

  /** One coroutine. */
  static final class Entry extends WeakReference<Promise> {
    final long id;
    final boolean isAgeKnown;
    final long created;
    private final int life;

    @SuppressWarnings("UnusedVariable") // keeps the coroutine from the garbage collector
    private final @Nullable Promise kept;

    Entry(Promise coroutine, boolean keeps, int life, long id, boolean isAgeKnown, long created) {
      super(coroutine);
      this.kept = keeps ? coroutine : null;
      this.life = life;
      this.id = id;
      this.isAgeKnown = isAgeKnown;
      this.created = created;
    }

    /** Returns the coroutine; null if it has ended, or was abandoned and collected. */
    @Nullable Promise alive() {
      Promise coroutine = get();
      return coroutine != null && Inspection.isAlive(coroutine, life) ? coroutine : null;
    }
  }

  /** A list that is swept now and then. */
  private static final class Entries {
    private @Nullable Entry[] entries = new Entry[16];
    private int size;
    private int sweepAt = FIRST_SWEEP;

    synchronized void add(Entry entry) {
      if (size >= sweepAt) {
        sweep();
      }
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      entries[size++] = entry;
    }

    private void sweep() {
      int kept = 0;
      for (int i = 0; i < size; i++) {
        Entry entry = entries[i];
        if (entry != null && entry.alive() != null) {
          entries[kept++] = entry;
        }
      }
      int capacity = Math.max(16, 2 * kept);
      if (capacity < entries.length / 2) {
        entries = Arrays.copyOf(entries, capacity);
      } else {
        Arrays.fill(entries, kept, size, null);
      }
      size = kept;
      sweepAt = Math.max(FIRST_SWEEP, 2 * kept);
    }

    synchronized void addLive(List<Entry> all) {
      sweep();
      for (int i = 0; i < size; i++) {
        Entry entry = entries[i];
        if (entry != null) {
          all.add(entry);
        }
      }
    }

    synchronized int size() {
      return size;
    }
  }
}
