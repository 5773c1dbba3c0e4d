package dev.suspendable.time;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/** Hands an action to an executor when its time has come. */
final class Work implements Timers.Action {
  private final Timers.Action action;
  private final Executor executor;

  Work(Timers.Action action, Executor executor) {
    this.action = Objects.requireNonNull(action, "action");
    this.executor = executor;
  }

  @Override
  public void run() {
    onExecutor(action::run);
  }

  @Override
  public void rejected(RejectedExecutionException cause) {
    onExecutor(() -> action.rejected(cause));
  }

  private void onExecutor(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException closed) {
      ForkJoinPool.commonPool().execute(work);
    }
  }
}
