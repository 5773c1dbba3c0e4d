package dev.suspendable;

import dev.suspendable.annotations.AwaitElidable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
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
 * The promise of {@link Task}. The generated frame is the task and its own awaiter too: a task is
 * one object.
 *
 * @param <T> type of the value
 */
@AwaitElidable
public abstract class TaskPromise<T extends @Nullable Object> extends Promise
    implements Task<T>, FrameAwaiter<T> {

  /*
   * Overview.
   *
   * `peer` says who is to be told. null: fresh, nobody awaits the task, and it has not started.
   * A SuspendPoint: the coroutine that awaits it. An Arrival: something else that does. A Root: the task was returned by a coroutine whose
   * task is to be completed in its place. The task itself: completed, or replaced by such a task.
   * The step from null is a CAS and the permission to start the frame: two threads that await one
   * task cannot both win. All other accesses are by the coroutine itself, hence plain.
   *
   * Both have the task itself for a mark, and not a constant: storing an old object into a young one
   * costs a look at the card table under G1, which mostly is a cache miss.
   *
   * `result` is written by the coroutine before its final suspend, and read by the awaiter that is
   * resumed from there, which comes after.
   */

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

  /** Goes on with the awaiting coroutine. */
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
   * frame: it is boxed by {@link #boxed} if somebody asks who does not know that field.
   */
  protected final void returnUnboxed() {
    result = this;
  }

  /** Whether the coroutine has completed with a value that is in a field of the frame. */
  protected final boolean isUnboxed() {
    return result == this;
  }

  /**
   * The value of {@link #returnUnboxed}. A frame without such a field can have completed with its
   * own task.
   */
  @SuppressWarnings("unchecked") // it is a value then
  protected T boxed() {
    return (T) this;
  }

  /** {@code return Task.done()}. */
  protected final void returnVoid() {}

  /**
   * {@code return task}: lets a task that has not started complete this one in its own place;
   * awaits any other.
   *
   * @throws NullPointerException if the task is null
   */
  @SuppressWarnings("unchecked") // a Task only produces its values
  protected final Awaitable<T> returnFrom(Task<? extends T> task) {
    Objects.requireNonNull(task, "the coroutine returned null instead of a task");
    return task instanceof TaskPromise<?> callee && callee.peer == null
        ? new TailTransfer<>(callee)
        : (Task<T>) task;
  }

  @Override
  protected final void unhandledException(Throwable t) {
    result = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledDone(@Nullable Throwable cleanupFailure) {
    result = Outcome.done(cleanupFailure);
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
  public final Continuation awaitSuspend(Frame frame) {
    return startFor(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) {
    return startFor(point);
  }

  @Override
  public final T awaitResume() throws Throwable {
    Object outcome = result;
    if (outcome == this) {
      return boxed();
    }
    result = null;
    return Outcome.get(outcome);
  }

  /** What the coroutine has completed with, see {@link Outcome}; asked for once. */
  final @Nullable Object outcome() {
    Object outcome = isUnboxed() ? boxed() : result;
    result = null;
    return outcome;
  }

  /** Starts the task for a suspend point, a root or an arrival. */
  final Continuation startFor(Object awaiting) {
    // The cast makes the call exact: a bare null would be passed as a Void, by a slower path.
    if (!PEER.compareAndSet(this, (@Nullable Object) null, awaiting)) {
      throw new IllegalStateException(
          "The task of " + handle() + " was awaited before; a task can be awaited once");
    }
    return this;
  }

  /** Makes a task that has not started one that nobody else can await; false if it is none. */
  final boolean claim() {
    return PEER.compareAndSet(this, (@Nullable Object) null, (Object) this);
  }

  /** Lets the trampoline start a claimed task for the coroutine that leaves next. */
  final void deferTo(Run run) {
    postpone(run);
  }

  // ---- Completion.

  private Continuation complete() {
    Object awaiting = peer;
    peer = this;
    if (awaiting instanceof Frame frame && result != Outcome.DONE) {
      return frame;
    }
    if (awaiting instanceof Arrival arrival) {
      return arrival;
    }
    if (awaiting instanceof Root root) {
      TaskPromise<?> origin = root.task;
      origin.result = outcome();
      return origin.complete();
    }
    if (awaiting instanceof SuspendPoint point) {
      return result == Outcome.DONE ? point.setDone() : point.resume();
    }
    return NOOP; // resumed by its handle: nobody awaits it
  }

  /** The caller's is the only one to see this task, hence no CAS. */
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

  /** The task that a chain of returned tasks is to complete. Made once for the chain. */
  private record Root(TaskPromise<?> task) {}

  /** Ends the frame and starts another in its place. */
  private static final class TailTransfer<T extends @Nullable Object> extends LastSuspend<T> {
    private final TaskPromise<?> callee;

    TailTransfer(TaskPromise<?> callee) {
      this.callee = callee;
    }

    @Override
    public Continuation awaitSuspend(Frame frame) {
      return ((TaskPromise<?>) frame).transferTo(callee);
    }
  }
}
