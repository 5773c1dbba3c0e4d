package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** An awaiter that does not suspend. Stateless, so it may be awaited repeatedly. */
abstract class ReadyAwaiter<T extends @Nullable Object> implements Awaiter<T> {

  @Override
  public boolean awaitReady() {
    return true;
  }

  /** Continues at once. */
  @Override
  public final boolean extendsChain() {
    return true;
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) {
    return point.resume();
  }
}
