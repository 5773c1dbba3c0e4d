package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendAlways;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link SharedTask}. The generated frame is also the task.
 *
 * @param <T> type of the value
 */
public abstract class SharedTaskPromise<T extends @Nullable Object> extends Promise
    implements SharedTask<T> {

  /*
   * The monitor of `waiting` guards it and the booleans. `outcome` is written before hasOutcome, by
   * the body.
   */

  private final Set<Waiter<T>> waiting = new LinkedHashSet<>();
  private final StopSource stop = new StopSource();
  private boolean isStarted;
  private boolean isAbandoned;
  private boolean hasOutcome;
  private @Nullable Object outcome;

  /** For generated frames. */
  protected SharedTaskPromise() {}

  /** The task is the frame. */
  protected final SharedTask<T> getReturnObject() {
    return this;
  }

  /** Shared tasks are lazy. */
  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  /** {@code return SharedTask.of(value)}. */
  protected final void returnValue(T value) {
    outcome = value;
  }

  /** {@code return SharedTask.completed()}. */
  protected final void returnVoid() {}

  /**
   * {@code return task}: awaits another task, of any kind.
   *
   * @throws NullPointerException if the task is null
   */
  @SuppressWarnings("unchecked") // an awaitable only produces its values
  protected final Awaitable<T> returnFrom(Awaitable<? extends T> task) {
    return (Awaitable<T>) NullReturn.check(this, task, "a task");
  }

  /** Completes with the object, which is a value here: an empty {@code Optional} or the like. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the processor has compared the types
  protected final void returnEarly(@Nullable Object object) {
    returnValue((T) object);
  }

  @Override
  protected final void unhandledException(Throwable t) {
    outcome = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledStopped(@Nullable Throwable cleanupFailure) {
    outcome = Outcome.stopped(cleanupFailure);
  }

  @Override
  protected final Continuation transferAtEnd() {
    Chain.leave();
    List<Waiter<T>> told;
    synchronized (waiting) {
      hasOutcome = true;
      told = new ArrayList<>(waiting);
      waiting.clear();
    }
    Continuation all = Continuation.NOOP;
    for (int i = told.size() - 1; i >= 0; i--) {
      all = told.get(i).told().andThen(all);
    }
    return all;
  }

  /**
   * Whether the body was stopped by itself. If it was stopped because no coroutine awaited it any
   * more, that is no reason to stop one that comes later.
   */
  private boolean stopsAwaiters() {
    return outcome == Outcome.STOPPED && !isAbandoned;
  }

  @Override
  public final Awaiter<T> awaiter() {
    return new Waiter<>(this);
  }

  /** One await. */
  private static final class Waiter<T extends @Nullable Object> implements StoppableAwaiter<T> {
    private final SharedTaskPromise<T> task;
    private @Nullable SuspendPoint point;

    Waiter(SharedTaskPromise<T> task) {
      this.task = task;
    }

    @Override
    public boolean awaitReady() {
      synchronized (task.waiting) {
        return task.hasOutcome && !task.stopsAwaiters();
      }
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      boolean starts;
      synchronized (task.waiting) {
        if (task.hasOutcome) {
          return told();
        }
        task.waiting.add(this);
        starts = !task.isStarted;
        task.isStarted = true;
      }
      return starts
          ? Chain.start(
              Context.of(Chain.environmentOf(suspended))
                  .withoutDeadline()
                  .withStopToken(task.stop.token()),
              task)
          : Continuation.NOOP;
    }

    Continuation told() {
      SuspendPoint suspended = Objects.requireNonNull(point);
      return task.stopsAwaiters() ? Chain.stopped(suspended) : suspended.resumeIfUnused();
    }

    @Override
    public void awaitStopped() {
      boolean wasLast;
      synchronized (task.waiting) {
        wasLast = task.waiting.remove(this) && task.waiting.isEmpty();
        task.isAbandoned |= wasLast;
      }
      if (wasLast) {
        task.stop.requestStop();
      }
    }

    @Override
    public String toString() {
      return "the shared task " + task.handle();
    }

    @Override
    public T awaitResume() throws Throwable {
      if (!awaitReady()) {
        throw new IllegalStateException(
            "The coroutine was resumed by its handle before what it awaits has completed: " + task);
      }
      if (task.outcome == Outcome.STOPPED) {
        throw new CancellationException(
            task + ": it was stopped with the last coroutine that awaited it; call it again");
      }
      return Outcome.get(task.outcome);
    }
  }
}
