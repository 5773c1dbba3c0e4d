package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** Queues the coroutine again at its executor. Stateless, so it may be awaited repeatedly. */
final class YieldNow implements StoppableAwaiter<@Nullable Void> {
  static final YieldNow INSTANCE = new YieldNow();

  private YieldNow() {}

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    Executor executor = Context.of(Chain.find(point, Context.empty())).executor();
    if (executor == null) {
      return point.resume();
    }
    if (executor instanceof ForkJoinPool pool && ForkJoinTask.getPool() == pool) {
      Submission.takeOne();
    }
    executor.execute(point.resumeOn(executor));
    return Continuation.NOOP;
  }

  /**
   * Work that other threads have given to a pool. Its threads look for that only when they have no
   * work of their own, and a coroutine that yields again and again is such work. So a thread takes
   * one piece of it into its own queue each time.
   */
  private static final class Submission extends ForkJoinTask<Void> {
    private static final long serialVersionUID = 1;

    static void takeOne() {
      ForkJoinTask<?> submission = pollSubmission();
      if (submission != null) {
        submission.fork();
      }
    }

    @Override
    public @Nullable Void getRawResult() {
      return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {}

    @Override
    protected boolean exec() {
      return true;
    }
  }

  /** The work stays with the executor, and does nothing. */
  @Override
  public void awaitStopped() {}

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
