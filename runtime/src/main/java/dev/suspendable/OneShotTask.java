package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.internal.Named;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A task that is not a coroutine: it starts others on behalf of the coroutine that awaits it.
 *
 * @param <T> type of the value
 */
abstract class OneShotTask<T extends @Nullable Object>
    implements Task<T>, FrameAwaiter<T>, Droppable, Named {

  /*
   * `peer` is null until the task is awaited. Then it is the awaiting side: a SuspendPoint, or an
   * Arrival. It is the task itself once the code that passes the outcome on has taken the peer. All
   * steps are atomic: the one from null for the reason given in TaskPromise, the others because
   * exchange() may be called on any thread.
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

  /**
   * Starts the work of the task, once.
   *
   * @param awaiting the awaiting side
   */
  abstract Continuation start(Object awaiting) throws Throwable;

  /** Returns the outcome of the task, see {@link Outcome}; called once. */
  abstract @Nullable Object outcome();

  /** Returns the name of the task for messages. */
  abstract String name();

  @Override
  public final Object subject() {
    return name();
  }

  /** Starts the task for a suspend point or an arrival. */
  final Continuation startFor(Object awaiting) throws Throwable {
    if (!PEER.compareAndSet(this, (@Nullable Object) null, awaiting)) {
      throw awaitedBefore(awaiting);
    }
    return start(awaiting);
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

  @Override
  public final void drop() {
    if (PEER.compareAndSet(this, (@Nullable Object) null, (Object) this)) {
      dropParts();
    }
  }

  /** Drops what it would have started. */
  void dropParts() {}

  /** Continues with the awaiting side of the task, which has its outcome; called once. */
  final Continuation tell(boolean done) {
    Object awaiting = PEER.getAndSet(this, (Object) this);
    if (awaiting instanceof SuspendPoint point) {
      return done ? Chain.stopped(point) : point.resume();
    }
    return (Arrival) awaiting;
  }

  /** Returns the awaiting side, for finding its environment. */
  final @Nullable Object awaiting() {
    Object awaiting = peer;
    return awaiting == this ? null : awaiting;
  }

  /** Whether the outcome has been passed to the peer. */
  final boolean isCompleted() {
    return peer == this;
  }

  /** The continuation of a task that this one has started. */
  abstract class PartEnded extends Arrival {
    @Override
    public final @Nullable Object chainParent() {
      return awaiting();
    }

    @Override
    public final String toString() {
      return name();
    }
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
