package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** Stops the coroutine if that has been requested. Suspends only then, or like {@link Reading}. */
final class CheckStopped implements Awaiter<@Nullable Void> {
  static final CheckStopped INSTANCE = new CheckStopped();

  private CheckStopped() {}

  @Override
  public boolean awaitReady() {
    return Chain.isKnown() && !Chain.isStopRequested(Chain.environment());
  }

  /** Continues at once, unless the core stops it. */
  @Override
  public boolean extendsChain() {
    return !Chain.isStopRequested(Chain.environment());
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    return Chain.isStopRequested(Chain.find(point, Context.empty()))
        ? Chain.stop(point)
        : point.resume();
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
