package dev.suspendable.samples.quickstart;

import java.util.ArrayList;
import java.util.List;

/**
 * Notes the threads that one coroutine runs on.
 *
 * <p>It needs no lock, although several threads write to it: a coroutine is on one thread at a
 * time, and what it did on one thread happens before what it does on the next.
 */
final class ThreadTrail {
  private final List<String> threads = new ArrayList<>();

  /** Starts with the current thread. */
  ThreadTrail() {
    mark();
  }

  /** Notes the current thread, if the coroutine has come here from another one. */
  void mark() {
    String current = Thread.currentThread().getName();
    if (threads.isEmpty() || !threads.get(threads.size() - 1).equals(current)) {
      threads.add(current);
    }
  }

  /** The names of the threads, in order. */
  List<String> threads() {
    return List.copyOf(threads);
  }
}
