package dev.suspendable.schedule;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Droppable;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.internal.Named;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.time.Timer;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task with an id, a status, and children, which a {@link TaskManager} keeps until it has ended.
 *
 * <p>Awaiting it gives the value of the task, or throws its exception. If it was ended from
 * outside, its transform makes a value of the status; without one, the await throws a {@link
 * TimeoutException} or a {@link CancellationException}. A task that was not started cannot be
 * awaited: that would never end.
 *
 * <p><b>Stop.</b> A coroutine that is stopped while it awaits this leaves it; the task continues.
 *
 * <p>Safe for use by several threads. May be awaited any number of times.
 *
 * @param <T> type of the value
 */
public final class ManagedTask<T extends @Nullable Object> implements Awaitable<T> {

  /** The status of a task. It only goes forward, and each of the last four is final. */
  public enum Status {
    /** It has not been started. */
    CREATED,
    /** It has been started, and has not ended. */
    RUNNING,
    /** It has ended by itself: with a value or an exception. */
    DONE,
    /**
     * It was cancelled, or has stopped itself, and has unwound. A {@link CancellationException} of
     * the task, such as that of a future that was cancelled, counts as that.
     */
    CANCELLED,
    /** Its time was over, and it has unwound. */
    TIMED_OUT,
    /** It was killed; it may still be unwinding. */
    KILLED
  }

  /*
   * The monitor of `children` guards the fields that are not final. The task, its awaiters and the
   * request to stop run without it.
   */

  private final TaskManager manager;
  private final long id;
  private final Task<T> task;
  private final @Nullable ManagedTask<?> parent;
  private final @Nullable Function<? super Status, ? extends T> transform;
  private final StopSource stop = new StopSource();
  private final ManagedEnd<T> end = new ManagedEnd<>(this);
  private final CompletableFuture<@Nullable Void> unwound = new CompletableFuture<>();
  private final Set<ManagedTask<?>> children = new LinkedHashSet<>();
  private Status status = Status.CREATED;
  private @Nullable Status reason;
  private @Nullable Timeout timeout;

  ManagedTask(
      TaskManager manager,
      long id,
      Task<T> task,
      @Nullable ManagedTask<?> parent,
      @Nullable Function<? super Status, ? extends T> transform) {
    this.manager = manager;
    this.id = id;
    this.task = task;
    this.parent = parent;
    this.transform = transform;
  }

  /** Returns the number of the task, which no other task of its manager has. */
  public long id() {
    return id;
  }

  /** Returns the present status. */
  public Status status() {
    synchronized (children) {
      return status;
    }
  }

  /** Returns the task as whose child this one was added, or null. */
  public @Nullable ManagedTask<?> parent() {
    return parent;
  }

  /** Returns the children that have not ended. */
  public List<ManagedTask<?>> children() {
    synchronized (children) {
      return new ArrayList<>(children);
    }
  }

  /**
   * Starts the task on this thread, until it first suspends.
   *
   * @return false if it has been started, or has been ended, before
   */
  public boolean start() {
    synchronized (children) {
      if (status != Status.CREATED) {
        return false;
      }
      status = Status.RUNNING;
    }
    CompletableFuture<T> body = task.withStopToken(stop.token()).toCompletableFuture();
    body.whenComplete(this::ended);
    return true;
  }

  /**
   * Requests the task to stop, and then its children. It has ended when its cleanups have.
   *
   * @return false if it has ended, or was asked to end, before
   */
  public boolean cancel() {
    return end(Status.CANCELLED, true, null);
  }

  /**
   * Ends the task at once for those that await it, and requests its body to stop, which nothing
   * waits for but the {@linkplain TaskManager#closeAsync closing} of the manager. Its value is
   * dropped. Its children continue.
   *
   * @return false if it has ended before
   */
  public boolean kill() {
    return end(Status.KILLED, false, null);
  }

  /**
   * Like {@link #kill}, for the task and then all of its children, and theirs.
   *
   * @return false if the task has ended before; its children are killed all the same
   */
  public boolean killTree() {
    return end(Status.KILLED, true, null);
  }

  /**
   * Cancels the task and its children after a time, with the status {@link Status#TIMED_OUT}. A
   * former timeout has no effect any more, also if its time has come and it has not run yet.
   *
   * @param time the time from now on
   * @return false if the task has ended
   * @throws java.util.concurrent.RejectedExecutionException if the timers of the manager have been
   *     shut down
   */
  public boolean timeOutAfter(Duration time) {
    Timeout former;
    synchronized (children) {
      if (hasEnded()) {
        return false;
      }
      Timeout next = new Timeout();
      next.timer = manager.timers().scheduleWork(next, time);
      former = timeout;
      timeout = next;
    }
    if (former != null) {
      former.cancel();
    }
    return true;
  }

  /** Has no effect when another one has taken its place. */
  private final class Timeout implements Timers.Action {
    @Nullable Timer timer;

    @Override
    public void run() {
      end(Status.TIMED_OUT, true, this);
    }

    void cancel() {
      Timer scheduled = timer;
      if (scheduled != null) {
        scheduled.cancel();
      }
    }
  }

  @Override
  public Awaiter<T> awaiter() {
    synchronized (children) {
      if (status == Status.CREATED) {
        throw new IllegalStateException(this + " has not been started: call start() before");
      }
    }
    return end.awaiter();
  }

  // ---- The end.

  /**
   * Adds a child, which ends at once if this task has been asked to end.
   *
   * @return false if this task has ended
   */
  boolean adopt(ManagedTask<?> child) {
    Status inherited;
    synchronized (children) {
      if (hasEnded()) {
        return false;
      }
      children.add(child);
      inherited = reason;
    }
    if (inherited != null) {
      child.end(inherited, true, null);
    }
    return true;
  }

  boolean isOf(TaskManager one) {
    return manager == one;
  }

  /** Completes when the body has ended, also after a kill. */
  CompletableFuture<@Nullable Void> unwound() {
    return unwound;
  }

  private boolean hasEnded() {
    return status != Status.CREATED && status != Status.RUNNING;
  }

  /**
   * Asks the task to end.
   *
   * @param by the timeout that asks for it, or null
   * @return false if that is not new
   */
  private boolean end(Status how, boolean withChildren, @Nullable Timeout by) {
    boolean isNew;
    boolean wasCreated = false;
    List<ManagedTask<?>> others;
    synchronized (children) {
      if (by != null && by != timeout) {
        return false;
      }
      isNew = !hasEnded() && (reason == null || how == Status.KILLED);
      if (isNew) {
        reason = how;
        wasCreated = status == Status.CREATED;
        if (wasCreated || how == Status.KILLED) {
          status = how; // others end when they have unwound
        }
      }
      others = withChildren ? children() : List.of();
    }
    if (isNew) {
      if (wasCreated || how == Status.KILLED) {
        complete(how, null);
      }
      if (wasCreated) {
        Droppable.drop(task);
        hasUnwound();
      }
      stop.requestStop();
    }
    for (ManagedTask<?> child : others) {
      child.end(how, true, null);
    }
    return isNew;
  }

  /** The body has ended. */
  private void ended(T value, @Nullable Throwable thrown) {
    Status how;
    boolean wasKilled;
    synchronized (children) {
      wasKilled = status == Status.KILLED;
      boolean isStopped = thrown instanceof CancellationException;
      how = !isStopped ? Status.DONE : reason != null ? reason : Status.CANCELLED;
      if (!wasKilled) {
        status = how;
      }
    }
    if (!wasKilled) { // or else the kill has told those that wait
      if (how != Status.DONE) {
        complete(how, thrown);
      } else {
        complete(value, thrown);
      }
    }
    hasUnwound();
  }

  /** First forgets: who waits for the closing of the manager finds no task. */
  private void hasUnwound() {
    manager.forget(this);
    unwound.complete(null);
  }

  private void complete(T value, @Nullable Throwable thrown) {
    if (thrown == null) {
      end.complete(value);
    } else {
      Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
      end.fail(cause != null ? cause : thrown);
    }
    leave();
  }

  /** Completes with what the status means. */
  private void complete(Status how, @Nullable Throwable cause) {
    try {
      if (transform != null) {
        end.complete(transform.apply(how));
      } else {
        end.fail(
            how == Status.TIMED_OUT
                ? new TimeoutException(describe() + " has not completed in its time")
                : new CancellationException(describe() + " was ended: " + how).initCause(cause));
      }
    } catch (Throwable t) {
      end.fail(t);
    }
    leave();
  }

  private void leave() {
    Timeout pending;
    synchronized (children) {
      pending = timeout;
      timeout = null;
    }
    if (pending != null) {
      pending.cancel();
    }
    if (parent != null) {
      parent.remove(this);
    }
  }

  private void remove(ManagedTask<?> child) {
    synchronized (children) {
      children.remove(child);
    }
  }

  private String describe() {
    Object subject = Named.subjectOf(task); // without a second status
    return "Task "
        + id
        + " ("
        + Named.textOf(subject instanceof Promise coroutine ? coroutine.handle() : subject)
        + ")";
  }

  @Override
  public String toString() {
    return describe() + ": " + status();
  }
}
