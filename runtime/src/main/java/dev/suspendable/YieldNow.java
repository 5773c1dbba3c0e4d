package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import java.util.concurrent.Executor;
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
    executor.execute(point.resumeOn(executor));
    return Continuation.NOOP;
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
