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
   * task itself: whoever is to tell the peer has it. All steps are atomic: the one from null for the
   * reason given in TaskPromise, the others since exchange() may come from any thread.
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
      throw awaitedBefore(awaiting);
    }
    return start();
  }

  private IllegalStateException awaitedBefore(Object awaiting) {
    Object first = peer;
    return new IllegalStateException(
        "The task of "
            + name()
            + " was awaited before"
            + (first == null || first == this ? "" : TaskPromise.where(first))
            + ", and is awaited again"
            + TaskPromise.where(awaiting)
            + "; a task can be awaited once");
  }

  /** Goes on with who awaits the task, which has its outcome; to be called once. */
  final Continuation tell(boolean done) {
    Object awaiting = PEER.getAndSet(this, (Object) this);
    if (awaiting instanceof SuspendPoint point) {
      return done ? point.setStopped() : point.resume();
    }
    return (Arrival) awaiting;
  }

  /** Whether the peer has been told. */
  final boolean isCompleted() {
    return peer == this;
  }

  @Override
  public final boolean exchange(Frame frame, SuspendPoint point) {
    return PEER.compareAndSet(this, frame, point);
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
  public final Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
    return startFor(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) throws Throwable {
    return startFor(point);
  }

  @Override
  public final T awaitResume() throws Throwable {
    if (!isCompleted()) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before what it awaits has completed: " + this);
    }
    return Outcome.get(outcome());
  }

  @Override
  public final String toString() {
    return name() + ": " + (peer == null ? "created" : peer == this ? "completed" : "running");
  }
}
