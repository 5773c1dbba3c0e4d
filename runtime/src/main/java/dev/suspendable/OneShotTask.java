package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A task that is no coroutine: it starts others in the name of the one who awaits it.
 *
 * @param <T> type of the value
 */
abstract class OneShotTask<T extends @Nullable Object> implements Task<T>, FrameAwaiter<T> {

  /*
   * `peer` is null while nobody awaits the task, then who does: a SuspendPoint, or an Arrival. The
   * task itself: whoever is to tell the peer has it. The step from null is a CAS, as in TaskPromise
   * and for its reason.
   */

  private static final VarHandle PEER;

  static {
    try {
      PEER = MethodHandles.lookup().findVarHandle(OneShotTask.class, "peer", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Object peer;

  /** Starts what there is to start, once. */
  abstract Continuation start() throws Throwable;

  /** What the task has completed with, see {@link Outcome}; asked for once. */
  abstract @Nullable Object outcome();

  /** What to call the task in messages. */
  abstract String name();

  /** Starts the task for a suspend point or an arrival. */
  final Continuation startFor(Object awaiting) throws Throwable {
    if (!PEER.compareAndSet(this, (@Nullable Object) null, awaiting)) {
      throw new IllegalStateException(
          "The task of " + name() + " was awaited before; a task can be awaited once");
    }
    return start();
  }

  /** Takes the peer, for one of several threads that may want to tell it; null for the others. */
  final @Nullable Object claimPeer() {
    Object claimed = PEER.getAndSet(this, (Object) this);
    return claimed == this ? null : claimed;
  }

  /** Takes the peer, for the only one who is to tell it. */
  @SuppressWarnings("NullAway") // the task runs, so somebody awaits it
  final Object takePeer() {
    Object taken = peer;
    peer = this;
    return taken;
  }

  /** Goes on with who awaits a task. */
  static Continuation tell(Object peer, boolean done) {
    if (peer instanceof SuspendPoint point) {
      return done ? point.setDone() : point.resume();
    }
    return (Arrival) peer;
  }

  @Override
  public final Awaiter<T> awaiter() {
    return this;
  }

  @Override
  public final boolean awaitReady() {
    return false;
  }

  @Override
  public final Continuation awaitSuspend(Frame frame) throws Throwable {
    return startFor(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) throws Throwable {
    return startFor(point);
  }

  @Override
  public final T awaitResume() throws Throwable {
    return Outcome.get(outcome());
  }
}
