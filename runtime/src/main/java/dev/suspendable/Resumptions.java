package dev.suspendable;

import dev.suspendable.coroutine.SuspendPoint;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Coroutines that futures resume on one thread, one inside another: a body completes a future, that
 * resumes a coroutine, which completes another one. Java's own futures do the same, and code after
 * {@code complete} may rely on what has been done there. But where this goes on and on the stack
 * overflows, and futures keep such an error to themselves: somebody would wait for ever. So beyond
 * some depth a coroutine is resumed when the innermost one that runs has suspended.
 */
final class Resumptions {
  /**
   * How many run inside each other. Each takes about 2 KB of stack while the runtime is
   * interpreted, and what the bodies use: the smallest stacks in use, of 256 KB, have 150 KB.
   */
  private static final int LIMIT = 16;

  private static final ThreadLocal<Resumptions> HERE = ThreadLocal.withInitial(Resumptions::new);

  private int depth;
  private @Nullable Queue<SuspendPoint> waiting;

  private Resumptions() {}

  /** Resumes a coroutine now, or when the one that runs has suspended. */
  static void resume(SuspendPoint point) {
    Resumptions here = HERE.get();
    if (here.depth < LIMIT) {
      here.run(point);
    } else {
      here.defer(point);
    }
  }

  private void run(SuspendPoint first) {
    depth++;
    try {
      for (SuspendPoint next = first;
          next != null;
          next = waiting != null ? waiting.poll() : null) {
        runOne(next);
      }
    } finally {
      depth--;
    }
  }

  private void runOne(SuspendPoint point) {
    try {
      point.resumeIfUnused().run();
    } catch (StackOverflowError e) {
      retry(point); // it may have come before the coroutine
    } catch (Throwable t) {
      // The future would store it in a dependent that nobody looks at.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }
  }

  /** Resumes a coroutine, if it has not been resumed yet, where there is more stack. */
  private void retry(SuspendPoint point) {
    if (depth > 1) {
      defer(point);
    } else {
      ForkJoinPool.commonPool().execute(() -> point.resumeIfUnused().run());
    }
  }

  private void defer(SuspendPoint point) {
    if (waiting == null) {
      waiting = new ArrayDeque<>();
    }
    waiting.add(point);
  }
}
