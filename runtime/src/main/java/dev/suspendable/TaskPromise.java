package dev.suspendable;

import dev.suspendable.annotations.AwaitElidable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.Run;
import dev.suspendable.coroutine.SuspendAlways;
import dev.suspendable.coroutine.SuspendPoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link Task}. The generated frame is also the task and its awaiter: a task is one
 * object.
 *
 * @param <T> type of the value
 */
@AwaitElidable
public abstract class TaskPromise<T extends @Nullable Object> extends Promise
    implements Task<T>, FrameAwaiter<T>, Droppable {

  /*
   * Overview.
   *
   * `peer` says who gets the outcome. null: the task is new, is not awaited, and has not started. A
   * SuspendPoint: the coroutine that awaits it; a Frame stays there after it got the outcome, for
   * messages. An Arrival: another kind of awaiter. A Root: a coroutine returned this task, which
   * completes that coroutine's task; or this is that task, and has been completed. BY_HANDLE: the
   * outcome goes to no one. The task itself: an Arrival got the outcome, or the task was replaced
   * by one that it returned itself.
   *
   * The step from null is a CAS, and it is the permission to start the frame: of two threads that
   * await one task, only one can succeed. The coroutine itself makes all other accesses, so they
   * are plain. The exception is exchange(), which may be called on any thread: it keeps the
   * coroutine suspended meanwhile. A task that has been replaced cannot be kept suspended, because
   * it does not know its replacement; so the task that completes it takes its peer by an atomic
   * operation, one for each chain of such tasks.
   *
   * The mark is the task itself and not a constant: when an old object is stored into a young one,
   * G1 reads the card table, which usually is a cache miss.
   *
   * The coroutine writes `result` before its final suspend. The awaiter reads it after it has been
   * resumed from there, so the write happens-before the read.
   */

  private static final Object BY_HANDLE = new Object();

  private static final VarHandle PEER;

  static {
    try {
      PEER = MethodHandles.lookup().findVarHandle(TaskPromise.class, "peer", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Object peer;
  private @Nullable Object result;

  /** For generated frames. */
  protected TaskPromise() {}

  /** The task is the frame. */
  protected final Task<T> getReturnObject() {
    return this;
  }

  /** Tasks are lazy. */
  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  /** Continues with the awaiting coroutine. */
  @Override
  protected final Continuation transferAtEnd() {
    return complete();
  }

  /** {@code return Task.of(value)}. */
  protected final void returnValue(T value) {
    result = value;
  }

  /**
   * {@code return Task.of(value)} of a primitive value that generated code keeps in a field of the
   * frame: {@link #boxed} boxes it for a caller that does not know that field.
   */
  protected final void returnUnboxed() {
    result = this;
  }

  /** Whether the coroutine has completed with a value that is in a field of the frame. */
  protected final boolean isUnboxed() {
    return result == this;
  }

  /**
   * Returns the value of {@link #returnUnboxed}. A frame without such a field can have completed
   * with its own task.
   */
  @SuppressWarnings("unchecked") // it is a value then
  protected T boxed() {
    return (T) this;
  }

  /** {@code return Task.completed()}. */
  protected final void returnVoid() {}

  /**
   * {@code return task}: lets a task that has not started complete this one; awaits any other.
   *
   * @throws NullPointerException if the task is null
   */
  @SuppressWarnings("unchecked") // a Task only produces its values
  protected final Awaitable<T> returnFrom(Task<? extends T> task) {
    NullReturn.check(this, task, "a task");
    return task instanceof TaskPromise<?> callee && callee.peer == null
        ? new TailTransfer<>(callee)
        : (Task<T>) task;
  }

  /** Completes with the object, which is a value here: an empty {@code Optional} or the like. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the processor has compared the types
  protected final void returnEarly(@Nullable Object object) {
    returnValue((T) object);
  }

  @Override
  protected final void unhandledException(Throwable t) {
    result = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledStopped(@Nullable Throwable cleanupFailure) {
    result = Outcome.stopped(cleanupFailure);
  }

  // ---- The awaiter of this task.

  /** Returns this task, which is its own awaiter: calling it does not yet await. */
  @Override
  public final Awaiter<T> awaiter() {
    return this;
  }

  @Override
  public final boolean awaitReady() {
    return false;
  }

  @Override
  public final Continuation awaitSuspendUnchecked(Frame frame) {
    return startFor(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) {
    return Chain.inherit(point, startFor(point));
  }

  @Override
  public final boolean extendsChain() {
    return true;
  }

  @Override
  public final T awaitResume() throws Throwable {
    Object outcome = result;
    if (outcome == this) {
      return boxed();
    }
    return outcome == null ? nothing() : taken(outcome);
  }

  /**
   * A separate method, so that the method that each suspension calls is short enough to be inlined.
   */
  private T taken(Object outcome) throws Throwable {
    result = null;
    return Outcome.get(outcome);
  }

  @SuppressWarnings("NullAway") // the value is null
  private T nothing() {
    if (!hasEnded() || isHandedOver()) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before what it awaits has completed: " + this);
    }
    return null;
  }

  /** Returns the outcome of the coroutine, see {@link Outcome}; called once. */
  final @Nullable Object outcome() {
    Object outcome = isUnboxed() ? boxed() : result;
    result = null;
    return outcome;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A frame of this class does not resume another one unless it runs, or has been replaced.
   */
  @Override
  public final boolean exchange(Frame frame, SuspendPoint point) {
    return isHandedOver()
        ? PEER.compareAndSet(this, frame, point)
        : whileAtRest(() -> PEER.compareAndSet(this, frame, point));
  }

  @Override
  protected final boolean isAwaitedBy(Frame frame) {
    return peer == frame;
  }

  @Override
  protected final void startedByHandle() {
    if (!PEER.compareAndSet(this, (@Nullable Object) null, BY_HANDLE) && peer != BY_HANDLE) {
      throw new IllegalStateException(this + ", and about to be started: it is awaited");
    }
  }

  @Override
  public void drop() {
    try {
      if (!hasEnded()) {
        handle().destroy();
      }
    } catch (IllegalStateException e) {
      // It has started.
    }
  }

  /** Starts the task for a suspend point, a root or an arrival. */
  final Continuation startFor(Object awaiting) {
    // The cast makes the call exact: a bare null would be passed as a Void, by a slower path.
    if (!PEER.compareAndSet(this, (@Nullable Object) null, awaiting)) {
      throw awaitedBefore(awaiting);
    }
    return this;
  }

  /**
   * For {@code DirectLink}: presents the callee to its caller as a coroutine that has suspended
   * before its start.
   *
   * @param run the run of the caller
   * @param awaitable the result of the coroutine's method
   * @throws NullPointerException if the awaitable is null
   */
  public static void $defer(Run run, @Nullable Awaitable<?> awaitable) {
    Objects.requireNonNull(awaitable, "the coroutine returned null instead of something to await");
    TaskPromise<?> task =
        awaitable instanceof TaskPromise<?> fresh && fresh.claim()
            ? fresh
            : new Relay<>(awaitable, "await");
    task.deferTo(run);
  }

  /**
   * Claims a task that has not started, so that no other coroutine can await it; false if it has
   * started.
   */
  private boolean claim() {
    return PEER.compareAndSet(this, (@Nullable Object) null, (Object) this);
  }

  /**
   * Lets the trampoline start a claimed task for the coroutine that leaves the direct path next.
   */
  final void deferTo(Run run) {
    $postpone(run);
  }

  // ---- Messages.

  private IllegalStateException awaitedBefore(Object awaiting) {
    return new IllegalStateException(
        "The task of "
            + handle()
            + " "
            + first(peer)
            + ", and is awaited again"
            + where(awaiting)
            + "; a task can be awaited once");
  }

  private String first(@Nullable Object awaiting) {
    if (awaiting == BY_HANDLE) {
      return "was started by its handle";
    }
    if (awaiting instanceof Root root && root.task == this) {
      return first(root.awaiting);
    }
    return "was awaited before"
        + (awaiting == this
            ? " by whenAll or the like"
            : awaiting instanceof Frame frame ? " at " + awaiting(frame) : where(awaiting));
  }

  /** Returns text such as " at Quotes.total (Quotes.java:12)". */
  static String where(@Nullable Object awaiting) {
    if (awaiting instanceof Root root) {
      return " where " + root.task.handle() + " returns it";
    }
    if (awaiting instanceof Promise coroutine) {
      return " at " + coroutine.handle();
    }
    return (awaiting instanceof SuspendPoint ? " at " : " by ") + awaiting;
  }

  /** Whether the stopped signal has ended the coroutine, and the outcome has not been taken. */
  final boolean isStopped() {
    return result == Outcome.STOPPED;
  }

  /** Records which method awaited the task, which has completed. */
  final void wasAwaitedBy(String method) {
    peer = method;
  }

  // ---- Completion.

  private Continuation complete() {
    Object awaiting = peer;
    if (awaiting instanceof Frame frame && result != Outcome.STOPPED) {
      endsFor(frame);
      return frame;
    }
    if (awaiting instanceof Root root) {
      peer = this;
      TaskPromise<?> origin = root.task;
      origin.result = outcome();
      origin.endsAs(this);
      return origin.completeFor(root);
    }
    return tell(awaiting);
  }

  private Continuation completeFor(Root root) {
    Object awaiting = PEER.getAndSet(this, root);
    root.awaiting = awaiting instanceof Frame ? awaiting : this;
    return tell(awaiting);
  }

  private Continuation tell(@Nullable Object awaiting) {
    if (awaiting instanceof Arrival arrival) {
      peer = this;
      return arrival;
    }
    if (awaiting instanceof Frame frame) {
      endsFor(frame);
    }
    if (awaiting instanceof SuspendPoint point) {
      return result == Outcome.STOPPED ? point.setStopped() : point.resume();
    }
    return NOOP; // started by its handle: no coroutine awaits it
  }

  @Override
  protected final @Nullable Object chainAbove() {
    Object awaiting = peer;
    return awaiting instanceof Root root ? root.task : awaiting == this ? null : awaiting;
  }

  /** Only the caller can see this task, so no CAS is needed. */
  @Override
  protected final void awaitedBy(Frame caller) {
    peer = caller;
  }

  @Override
  protected final void completedBy(Promise callee) {
    Object before = peer;
    ((TaskPromise<?>) callee).peer = before instanceof Root ? before : new Root(this);
    if (before instanceof Root) {
      peer = this;
    }
    handOver();
  }

  private Continuation transferTo(TaskPromise<?> callee) {
    Object before = peer;
    Continuation start = callee.startFor(before instanceof Root ? before : new Root(this));
    if (before instanceof Root) {
      peer = this;
    }
    handOver();
    return start;
  }

  /** The task that a chain of returned tasks completes. Made once for the chain. */
  private static final class Root {
    final TaskPromise<?> task;

    /** The awaiting side of {@link #task}, once it has got the outcome. */
    @Nullable Object awaiting;

    Root(TaskPromise<?> task) {
      this.task = task;
    }
  }

  /** Ends the frame and starts another one instead. */
  private static final class TailTransfer<T extends @Nullable Object> extends LastSuspend<T> {
    private final TaskPromise<?> callee;

    TailTransfer(TaskPromise<?> callee) {
      this.callee = callee;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      return ((TaskPromise<?>) frame).transferTo(callee);
    }
  }
}
