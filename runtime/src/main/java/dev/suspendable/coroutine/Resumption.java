package dev.suspendable.coroutine;

import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Resumes a coroutine on the executor that runs this, see {@link SuspendPoint#resumeOn}. */
class Resumption implements CoroutineWork {
  private final SuspendPoint point;

  Resumption(SuspendPoint point) {
    this.point = point;
  }

  @Override
  public void run() {
    point.resumeIfUnused().run();
  }

  /** Elsewhere, because the thread at hand belongs to someone else. */
  @Override
  public final void rejected(Throwable cause) {
    if (point instanceof OneShotPoint checking) {
      Continuation told = checking.take(Signal.error(checking, cause));
      if (told != null && told != Continuation.NOOP) {
        ForkJoinPool.commonPool().execute(told);
      }
    } else {
      ForkJoinPool.commonPool().execute(point.setError(cause));
    }
  }

  @Override
  public final @Nullable Promise coroutine() {
    return Ambient.coroutineAt(point);
  }

  @Override
  public final boolean yields() {
    return true;
  }

  @Override
  public String toString() {
    return "the resumption of " + point;
  }
}
