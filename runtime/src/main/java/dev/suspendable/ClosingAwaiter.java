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
 * Awaits the closing of a resource. A request to stop does not end the await, and does not keep the
 * closing from starting, also if the statement has ended in the ordinary way: the coroutine is
 * stopped where it waits next.
 *
 * <p>The closing is a chain of its own, in the same context without the token.
 */
final class ClosingAwaiter implements Awaiter<@Nullable Object> {
  private final Awaiter<?> closing;
  private @Nullable Relayed task;
  private @Nullable Environment environment;
  private @Nullable SuspendPoint point;

  ClosingAwaiter(Awaiter<?> closing) {
    this.closing = closing;
  }

  @Override
  public boolean awaitReady() throws Throwable {
    return closing.awaitReady();
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
    Relayed started = new Relayed(closing);
    task = started;
    Continuation start = started.startFor(new Ended());
    return environment == null ? start : Chain.startHere(shielded(environment), start);
  }

  private static Environment shielded(Environment environment) {
    return Context.of(environment).withStopToken(StopToken.never());
  }

  @Override
  @SuppressWarnings("NullAway") // the value is dropped
  public @Nullable Object awaitResume() throws Throwable {
    return task == null ? closing.awaitResume() : Outcome.get(task.outcome());
  }

  /** The peer of the closing at its end. */
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

    /** The context of the coroutine, if it has not looked for it before. */
    @Override
    public @Nullable Object chainAbove() {
      SuspendPoint suspended = point;
      Environment above = suspended == null ? null : Chain.environmentOf(suspended);
      return above == null ? null : shielded(above);
    }

    @Override
    public String toString() {
      return "closeAsync";
    }
  }

  /** The closing; a coroutine written by hand. */
  private static final class Relayed extends TaskPromise<@Nullable Object> {
    private final Awaiter<?> closing;

    Relayed(Awaiter<?> closing) {
      this.closing = closing;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        return $unwound();
      }
      if (state == 0) {
        return $suspend(1, closing);
      }
      returnValue($awaited().awaitResume());
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement(
          AsyncCloseable.class.getName(), "closeAsync", "AsyncCloseable.java", -1);
    }
  }
}
