package dev.suspendable;

import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.internal.Nesting;
import dev.suspendable.internal.Throwing;
import java.util.concurrent.ForkJoinPool;

/**
 * The coroutines that futures resume on one thread, one inside another: a body completes a future,
 * the future resumes a coroutine, and that coroutine completes another future. Java's own futures
 * do the same, and code after {@code complete} may rely on the effects. But a long chain of this
 * kind overflows the stack, and futures swallow such an error: a coroutine would wait forever.
 */
final class Resumptions extends Nesting<SuspendPoint> {
  /**
   * How many coroutines run inside each other. Each takes about 2 KB of stack while the runtime is
   * interpreted, and the stack that the bodies use: the smallest stacks in use, of 256 KB, have 150
   * KB.
   */
  private static final int LIMIT = 16;

  private static final Resumptions NESTING = new Resumptions();

  private Resumptions() {
    super(LIMIT);
  }

  /** Resumes a coroutine now, or when the running one has suspended. */
  static void resume(SuspendPoint point) {
    NESTING.run(point);
  }

  @Override
  protected void perform(SuspendPoint point) {
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
    if (isNested()) {
      runLater(point);
    } else {
      ForkJoinPool.commonPool().execute(() -> point.resumeIfUnused().run());
    }
  }
}
