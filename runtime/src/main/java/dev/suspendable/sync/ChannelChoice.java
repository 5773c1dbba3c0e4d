package dev.suspendable.sync;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One await of a {@link Select} that has channels only. Of a case and a request to stop, the first
 * one uses the suspend point.
 *
 * @param <R> type of the result
 */
final class ChannelChoice<R extends @Nullable Object> extends Choice<R>
    implements StoppableAwaiter<R> {

  /** The entries are claimed under different locks. */
  private final AtomicBoolean isClaimed = new AtomicBoolean();

  private @Nullable SuspendPoint point;

  ChannelChoice(List<Case<R>> cases, int start, @Nullable Supplier<? extends R> otherwise) {
    super(cases, start, otherwise);
  }

  @Override
  boolean isReady(Case.Awaiting<?, R> awaiting) {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    point = suspended;
    return join() ? Continuation.NOOP : suspended.resume();
  }

  @Override
  @SuppressWarnings("NullAway") // set before the entries wait
  Continuation claim(Offer<R> offer) {
    if (!isClaimed.compareAndSet(false, true)) {
      return Continuation.NOOP;
    }
    Continuation resumption = point.resumeIfUnused();
    if (resumption != Continuation.NOOP) {
      chosen = offer;
    }
    return resumption;
  }

  @Override
  public void awaitStopped() {
    withdraw();
  }

  @Override
  R awaitedResult() {
    throw Waiter.resumedByHandle(this);
  }
}
