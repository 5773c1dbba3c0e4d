package dev.suspendable.scope;

import dev.suspendable.internal.Throwing;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Work of the scopes that may nest on a thread's stack without bound: a subtask that forks another
 * one, whose scope forks; a request to stop that stops a coroutine, which passes it on. Beyond a
 * certain depth, work runs when the outermost work of the thread has returned.
 */
final class Nesting {
  /** Some levels of a recursion take a few KB of stack each. */
  private static final int MOST = 32;

  private static final ThreadLocal<Nesting> HERE = ThreadLocal.withInitial(Nesting::new);

  private int depth;
  private @Nullable Queue<Runnable> later;

  private Nesting() {}

  /** Runs work now, or when the outermost one has returned. */
  static void run(Runnable work) {
    Nesting here = HERE.get();
    if (here.depth < MOST) {
      here.runNow(work);
    } else {
      here.defer(work);
    }
  }

  private void runNow(Runnable work) {
    depth++;
    try {
      work.run();
    } finally {
      if (depth == 1) {
        runDeferred();
      }
      depth--;
    }
  }

  private void defer(Runnable work) {
    Queue<Runnable> queue = later;
    if (queue == null) {
      queue = new ArrayDeque<>();
      later = queue;
    }
    queue.add(work);
  }

  private void runDeferred() {
    Queue<Runnable> queue = later;
    if (queue == null) {
      return;
    }
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      try {
        next.run();
      } catch (Throwable t) {
        // The work that has deferred it has returned, and the rest must not be lost.
        Throwing.report(t);
      }
    }
    later = null;
  }
}
