package dev.suspendable.scope;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.time.Timer;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs several tasks at the same time, and ends only when all of them have ended.
 *
 * <pre>{@code
 * @Suspendable
 * Task<Page> page(String id) {
 *   try (var scope = TaskScope.open()) {
 *     Subtask<User> user = scope.fork(user(id));
 *     Subtask<List<Order>> orders = scope.fork(orders(id));
 *     await(scope.join());                 // if one fails, the other is stopped
 *     return Task.of(new Page(user.get(), orders.get()));
 *   }                                      // stops and awaits what still runs, on every way out
 * }
 * }</pre>
 *
 * <p>A scope is used in a {@code try} statement of a coroutine, its owner. The end of the statement
 * closes it: by its last line, {@code return}, {@code break}, an exception, or because the owner is
 * stopped. Closing stops the subtasks that have not ended, and waits for them. An exception of the
 * owner's body comes first; those of subtasks that no join has reported become suppressed
 * exceptions, or are thrown by the closing.
 *
 * <p>Subtasks inherit the owner's context: executor, values, the request to stop. A subtask starts
 * when it is forked, on the forking thread or on the executor, and runs there until it suspends.
 *
 * <p>{@link #fork} may be called by the owner and by subtasks, from any thread, also while the
 * owner joins, which then waits for the new subtasks too. A scope is joined once.
 *
 * <p>Names and rules are those of the JDK's structured concurrency (JEP 505) where it has them.
 * Nothing here blocks a thread. The idea that a scope awaits its children on every way out is from
 * trio's nurseries, and from P1662R0, "Adding async RAII support to coroutines".
 *
 * @param <T> the values of subtasks are of this type
 * @param <R> type of the result of joining
 */
public final class TaskScope<T extends @Nullable Object, R extends @Nullable Object>
    implements AsyncCloseable {

  private final Joiner<? super T, ? extends R> joiner;
  private final ScopeOptions options;
  private final StopSource stop;

  /** Not null if the owner had not looked for the token of its root when it opened the scope. */
  private final Environment.@Nullable Registration search;

  private final Subtasks subtasks;
  private final Joiners.Failures unreported = new Joiners.Failures();
  private final @Nullable Timer timer;

  /** The token of the owner, which alone uses this field. */
  private StopToken outer;

  /** The lock guards the fields below. Code of others runs without it. */
  private final Object lock = new Object();

  private boolean isJoining;
  private boolean isJoined;
  private boolean isClosed;
  private boolean isTimedOut;
  private @Nullable RejectedExecutionException timerFailure;
  private @Nullable Throwable joinerFailure;

  private TaskScope(Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
    this.joiner = Objects.requireNonNull(joiner, "joiner");
    this.options = options;
    search = Chain.isKnown() ? null : Chain.enterUnresolved(Context.unresolved(), this::found);
    Context inherited = Context.of(Chain.environment());
    outer = inherited.stopToken();
    stop = outer.isStopPossible() ? StopSource.linkedTo(outer) : new StopSource();
    Context own = inherited.withStopToken(stop.token());
    if (options.executor() != null) {
      own = own.withExecutor(options.executor());
    }
    Duration timeout = options.timeout();
    if (timeout != null) {
      own = own.withDeadline(own.timers().after(timeout));
    }
    subtasks = new Subtasks(options.limit(), stop, own);
    timer = timeout == null ? null : own.timers().scheduleWork(new TimeoutAction(), timeout);
  }

  /**
   * Opens a scope whose subtasks all have to succeed, see {@link Joiner#awaitAllSuccessfulOrThrow}.
   *
   * @return the scope
   */
  public static TaskScope<@Nullable Object, @Nullable Void> open() {
    return open(Joiner.awaitAllSuccessfulOrThrow());
  }

  /**
   * Opens a scope.
   *
   * @param joiner decides when subtasks are stopped, and what joining returns
   * @return the scope
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> TaskScope<T, R> open(
      Joiner<? super T, ? extends R> joiner) {
    return new TaskScope<>(joiner, ScopeOptions.NONE);
  }

  /**
   * Opens a scope with options: an executor, a limit, a timeout, a name.
   *
   * @param joiner decides when subtasks are stopped, and what joining returns
   * @param options makes the options from those without any
   * @return the scope
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> TaskScope<T, R> open(
      Joiner<? super T, ? extends R> joiner, UnaryOperator<ScopeOptions> options) {
    return new TaskScope<>(joiner, options.apply(ScopeOptions.NONE));
  }

  /** The owner suspends, and has found its root. */
  private void found(Environment root) {
    outer = Context.of(root).stopToken();
    stop.linkTo(outer);
  }

  // ---- Forking.

  /**
   * Starts a task, or anything else that can be awaited. If the scope's limit is reached, it starts
   * when another subtask has ended; if the subtasks have been stopped, it never starts.
   *
   * @param awaitable the task
   * @return the subtask
   * @throws IllegalStateException if the scope has been joined or closed, and no subtask is left
   */
  public <U extends T> Subtask<U> fork(Awaitable<? extends U> awaitable) {
    Child<U> child = new Child<>(this, Objects.requireNonNull(awaitable, "awaitable"));
    synchronized (lock) {
      if (!isClosed && !isJoining) {
        subtasks.add();
      } else if (!subtasks.addToOthers()) {
        throw new IllegalStateException(this + (isClosed ? " is closed" : " has been joined"));
      }
    }
    boolean stops;
    try {
      stops = joiner.onFork(child);
    } catch (Throwable t) {
      dropped(child);
      throw t;
    }
    if (stops) {
      stop.requestStop();
    }
    if (stop.isStopRequested()) {
      dropped(child);
    } else {
      subtasks.start(child);
    }
    return child;
  }

  /**
   * Forks when fewer subtasks run than the scope's limit: {@code await(scope.forkWhenFree(task))}.
   * So no tasks pile up that have not started, and a million forks take the memory of the limit.
   *
   * @param awaitable the task
   * @return an awaitable of the subtask. A stop of the owner ends the wait; the task is not forked
   */
  public <U extends T> Awaitable<Subtask<U>> forkWhenFree(Awaitable<? extends U> awaitable) {
    return new Forking<U>(subtasks, this::fork, awaitable);
  }

  /**
   * Whether the subtasks have been requested to stop: by the joiner, the timeout, a stop of the
   * owner, or because the scope is closed. What is forked then does not start, so a loop that forks
   * for an endless source ends here.
   *
   * @return true from the request on
   */
  public boolean isCancelled() {
    return stop.isStopRequested();
  }

  private void dropped(Child<?> child) {
    child.drop();
    subtasks.finish(1).run();
  }

  // ---- The end of subtasks.

  /**
   * Called by a subtask at its end, in its context: the joiner is code of the user.
   *
   * @return whether the others have to be stopped
   */
  @SuppressWarnings("unchecked") // forked here
  boolean completed(Child<?> child) {
    boolean stops = false;
    if (!child.isStopped()) {
      try {
        stops = joiner.onComplete((Child<? extends T>) child);
      } catch (Throwable t) {
        synchronized (lock) {
          joinerFailure = t;
        }
        stops = true;
      }
      if (child.state() == Subtask.State.FAILED) {
        noteFailure(child.exception());
      }
    }
    return stops;
  }

  /** Called by a subtask when it has left its context. Returns what to run next. */
  Continuation ended(boolean stops) {
    if (stops) {
      stop.requestStop();
    }
    return subtasks.ended();
  }

  Object outer() {
    return subtasks.outer();
  }

  private void noteFailure(Throwable failure) {
    synchronized (lock) {
      if (isJoined) {
        return;
      }
    }
    unreported.add(failure);
  }

  // ---- Joining.

  /**
   * Waits for the subtasks: until all have ended, or the joiner has had enough, which stops the
   * others, and they have ended.
   *
   * @return an awaitable of the joiner's result. It throws a {@link TimeoutException} if the
   *     scope's timeout has ended the subtasks. A stop of the owner ends the wait
   */
  public Awaitable<R> join() {
    return new Joining();
  }

  private final class Joining implements StoppableAwaiter<R> {
    @Override
    public boolean awaitReady() {
      synchronized (lock) {
        if (isJoining) {
          throw new IllegalStateException(TaskScope.this + " has been joined before");
        }
        isJoining = true;
      }
      // A stop of the owner is the outcome of this await. The subtasks may have ended because of
      // it.
      return subtasks.haveEnded() && !outer.isStopRequested();
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      return subtasks.await(point);
    }

    @Override
    public void awaitStopped() {
      subtasks.leave();
    }

    @Override
    public String toString() {
      return named("TaskScope.join");
    }

    @Override
    public R awaitResume() throws Throwable {
      boolean timedOut;
      Throwable broken;
      RejectedExecutionException rejection;
      synchronized (lock) {
        broken = joinerFailure;
        isJoined = subtasks.haveEnded();
        timedOut = isTimedOut;
        rejection = timerFailure;
        if (!isJoined) {
          throw new IllegalStateException(
              "The coroutine was resumed by its handle before the subtasks have ended");
        }
      }
      if (broken != null) {
        unreported.addTo(broken);
        throw broken;
      }
      if (timedOut) {
        RuntimeException timeout =
            rejection != null
                ? rejection
                : new TimeoutException(
                    TaskScope.this + " has not completed within " + options.timeout());
        unreported.addTo(timeout);
        throw timeout;
      }
      return joiner.result();
    }
  }

  // ---- Timeout.

  /** Requests a stop, which may run code of the user. */
  private final class TimeoutAction implements Timers.Action {
    @Override
    public void run() {
      timeOut(null);
    }

    @Override
    public void rejected(RejectedExecutionException cause) {
      timeOut(cause);
    }
  }

  private void timeOut(@Nullable RejectedExecutionException cause) {
    synchronized (lock) {
      if (isClosed || isJoined) {
        return;
      }
      isTimedOut = true;
      timerFailure = cause;
      subtasks.add(); // until the stop has been passed on
    }
    stop.requestStop();
    subtasks.dropWaiting();
    subtasks.finish(1).run();
  }

  // ---- Closing.

  /**
   * Stops the subtasks that have not ended, and waits for them.
   *
   * @return an awaitable that completes when all have ended. It throws the exceptions of subtasks
   *     that no join has reported. A stop does not end the wait
   */
  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    if (timer != null) {
      timer.cancel();
    }
    synchronized (lock) {
      isClosed = true;
    }
    if (search != null) {
      search.remove();
    }
    stop.requestStop();
    stop.close();
    subtasks.dropWaiting();
    return new Closing();
  }

  private final class Closing implements Awaiter<@Nullable Void> {
    @Override
    public String toString() {
      return named("TaskScope.closeAsync");
    }

    @Override
    public boolean awaitReady() {
      return subtasks.haveEnded();
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      return subtasks.await(point);
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() throws Throwable {
      Throwable broken;
      synchronized (lock) {
        if (isJoined) {
          return null;
        }
        broken = joinerFailure;
      }
      if (broken != null) {
        unreported.addTo(broken);
        throw broken;
      }
      unreported.throwFirst();
      return null;
    }
  }

  @Override
  public String toString() {
    return named("The scope");
  }

  private String named(String what) {
    return options.name() == null ? what : what + " " + options.name();
  }
}
