package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopToken;
import org.jspecify.annotations.Nullable;

/**
 * An await that a request to stop does not end, and does not keep from starting: the coroutine is
 * stopped where it waits next. It is that of {@link Task#shielded}, and of the closing of a
 * resource, also at the ordinary end of a statement.
 *
 * <p>What is awaited is a chain of its own, in the same context without the token.
 *
 * @param <T> type of the result
 */
final class ShieldedAwaiter<T extends @Nullable Object> implements Awaiter<T> {
  private static final StackTraceElement SHIELDED =
      new StackTraceElement(Task.class.getName(), "shielded", "Task.java", -1);
  private static final StackTraceElement CLOSING =
      new StackTraceElement(
          AsyncCloseable.class.getName(), "closeAsync", "AsyncCloseable.java", -1);

  private final Awaiter<? extends T> awaiter;
  private final StackTraceElement location;
  private @Nullable Relayed<T> task;
  private @Nullable Environment environment;
  private @Nullable SuspendPoint point;

  private ShieldedAwaiter(Awaiter<? extends T> awaiter, StackTraceElement location) {
    this.awaiter = awaiter;
    this.location = location;
  }

  /** For a task of the user. */
  static <T extends @Nullable Object> Awaiter<T> of(Awaiter<? extends T> awaiter) {
    return new ShieldedAwaiter<>(awaiter, SHIELDED);
  }

  /** For what {@link AsyncCloseable#closeAsync} has returned. */
  static Awaiter<@Nullable Object> closing(Awaiter<?> awaiter) {
    return new ShieldedAwaiter<>(awaiter, CLOSING);
  }

  @Override
  public boolean awaitReady() throws Throwable {
    return awaiter.awaitReady();
  }

  /** So that the coroutine is not stopped instead of being suspended. */
  @Override
  public boolean extendsChain() {
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    point = suspended;
    // A chain with scopes looks for its root now: meanwhile a stop has to reach their subtasks.
    environment = Chain.environment() == null ? null : Chain.find(suspended, Context.empty());
    Relayed<T> started = new Relayed<>(awaiter, location);
    task = started;
    Continuation start = started.startFor(new Ended());
    return environment == null ? start : Chain.startHere(shielded(environment), start);
  }

  private static Environment shielded(Environment environment) {
    return Context.of(environment).withStopToken(StopToken.never());
  }

  @Override
  public T awaitResume() throws Throwable {
    return task == null ? awaiter.awaitResume() : Outcome.get(task.outcome());
  }

  @Override
  public String toString() {
    String owner = location.getClassName();
    return owner.substring(owner.lastIndexOf('.') + 1) + "." + location.getMethodName();
  }

  /** The peer of the task at its end. */
  private final class Ended extends Arrival {
    @Override
    protected Continuation perform() {
      Chain.leave();
      SuspendPoint suspended = point;
      TaskPromise<?> ended = task;
      if (suspended == null || ended == null) {
        return Continuation.NOOP;
      }
      boolean stops = ended.isStopped();
      Continuation next = stops ? Chain.stopped(suspended) : new Resuming(suspended);
      Environment own = environment;
      return own == null ? next : Chain.start(stops ? shielded(own) : own, next);
    }

    /** For the context of the coroutine, if it has not looked for it before, and for dumps. */
    @Override
    public @Nullable Object chainAbove() {
      return point;
    }

    @Override
    public boolean shieldsFromStop() {
      return true;
    }

    @Override
    public String toString() {
      return location.getMethodName();
    }
  }

  /** What is awaited; a coroutine written by hand. */
  private static final class Relayed<T extends @Nullable Object> extends TaskPromise<T> {
    private final Awaiter<? extends T> awaiter;
    private final StackTraceElement location;

    Relayed(Awaiter<? extends T> awaiter, StackTraceElement location) {
      this.awaiter = awaiter;
      this.location = location;
    }

    @Override
    @SuppressWarnings("unchecked") // the awaiter's own value
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        return $unwound();
      }
      if (state == 0) {
        return $suspend(1, awaiter);
      }
      returnValue((T) $awaited().awaitResume());
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return location;
    }
  }
}
