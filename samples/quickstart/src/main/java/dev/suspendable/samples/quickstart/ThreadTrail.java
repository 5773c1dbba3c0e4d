package dev.suspendable.samples.quickstart;

import java.util.ArrayList;
import java.util.List;

/**
 * Records the threads that one coroutine runs on.
 *
 * <p>It needs no lock, although several threads write to it: a coroutine is on one thread at a
 * time, and its actions on one thread happen-before its actions on the next.
 */
final class ThreadTrail {
  private final List<String> threads = new ArrayList<>();

  /** Starts with the current thread. */
  ThreadTrail() {
    mark();
  }

  /** Records the current thread, if the coroutine has moved here from another one. */
  void mark() {
    String current = Thread.currentThread().getName();
    if (threads.isEmpty() || !threads.get(threads.size() - 1).equals(current)) {
      threads.add(current);
    }
  }

  /** Returns the names of the threads, in order. */
  List<String> threads() {
    return List.copyOf(threads);
  }
}
