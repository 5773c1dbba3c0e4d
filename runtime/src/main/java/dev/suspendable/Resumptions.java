package dev.suspendable;

import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.internal.Throwing;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines that futures resume on one thread, one inside another: a body completes a future,
 * the future resumes a coroutine, and that coroutine completes another future. Java's own futures
 * do the same, and code after {@code complete} may rely on the effects. But a long chain of this
 * kind overflows the stack, and futures swallow such an error: a coroutine would wait forever. So
 * beyond a certain depth a coroutine is resumed only when the innermost running one has suspended.
 */
final class Resumptions {
  /**
   * How many coroutines run inside each other. Each takes about 2 KB of stack while the runtime is
   * interpreted, and the stack that the bodies use: the smallest stacks in use, of 256 KB, have 150
   * KB.
   */
  private static final int LIMIT = 16;

  private static final ThreadLocal<Resumptions> HERE = ThreadLocal.withInitial(Resumptions::new);

  private int depth;
  private @Nullable Queue<SuspendPoint> waiting;

  private Resumptions() {}

  /** Resumes a coroutine now, or when the running one has suspended. */
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
      retry(point); // the error may have occurred before the coroutine was resumed
    } catch (Throwable t) {
      // The future would store it in a dependent that no code reads.
      Throwing.report(t);
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
