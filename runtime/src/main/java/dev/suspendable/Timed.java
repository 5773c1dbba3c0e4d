package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.internal.Named;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.StopToken;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.time.Timer;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A task that stops another one after a time, see {@link Task#timeout}.
 *
 * @param <T> type of the value
 */
final class Timed<T extends @Nullable Object> extends OneShotTask<T> {
  private final TaskPromise<T> task;
  private final Duration timeout;
  private final Object subject;
  private final String complaint;
  private volatile boolean isOver;
  private volatile @Nullable RejectedExecutionException rejection;
  private @Nullable Timer timer;
  private @Nullable StopSource stop;
  private @Nullable Object outcome;

  Timed(Task<T> task, Duration timeout) {
    this.task = Relay.taskOf(task, "timeout");
    this.timeout = timeout.isNegative() ? Duration.ZERO : timeout;
    this.subject = task;
    this.complaint = "has not completed";
  }

  /**
   * @param subject what is late, for the message of the exception
   * @param complaint the message without the time
   * @param isOver whether the time is over before the start: the task is stopped at once
   */
  Timed(Awaiter<T> awaiter, Duration timeout, Object subject, String complaint, boolean isOver) {
    this.task = new Relay<>(awaiter, "timeout");
    this.timeout = timeout.isNegative() ? Duration.ZERO : timeout;
    this.subject = subject;
    this.complaint = complaint;
    this.isOver = isOver;
  }

  /** Whether the task was requested to stop because its time was over. */
  boolean isOver() {
    return isOver;
  }

  @Override
  String name() {
    return "Task.timeout";
  }

  @Override
  Continuation start(Object awaiting) {
    Context inherited = Context.of(Chain.environmentOf(awaiting));
    StopToken outer = inherited.stopToken();
    StopSource source = outer.isStopPossible() ? StopSource.linkedTo(outer) : new StopSource();
    stop = source;
    Timers timers = inherited.timers();
    Context own = inherited.withStopToken(source.token()).withDeadline(timers.after(timeout));
    try {
      startTimer(source, timers);
    } catch (RejectedExecutionException closed) {
      return end(new Outcome.Failure(closed));
    }
    try {
      return Chain.start(own, task.startFor(new Ended(outer)));
    } catch (IllegalStateException awaitedBefore) {
      return end(new Outcome.Failure(awaitedBefore));
    }
  }

  private void startTimer(StopSource source, Timers timers) {
    TimeoutAction action = new TimeoutAction(source);
    if (isOver || timeout.isZero()) {
      action.run();
    } else {
      timer = timers.scheduleWork(action, timeout);
    }
  }

  /** Requests a stop, which may run code of the user. */
  private final class TimeoutAction implements Timers.Action {
    private final StopSource source;

    TimeoutAction(StopSource source) {
      this.source = source;
    }

    @Override
    public void run() {
      isOver = true;
      source.requestStop();
    }

    /** The task does not run on without its timeout. */
    @Override
    public void rejected(RejectedExecutionException cause) {
      rejection = cause;
      run();
    }
  }

  private Continuation end(@Nullable Object ended) {
    Chain.leave();
    Timer started = timer;
    if (started != null) {
      started.cancel();
    }
    StopSource source = stop;
    if (source != null) {
      source.close();
    }
    outcome = ended;
    return tell(ended == Outcome.STOPPED);
  }

  private RuntimeException failure() {
    RejectedExecutionException closed = rejection;
    return closed != null
        ? closed
        : new TimeoutException(subjectName() + " " + complaint + " within " + timeout);
  }

  /** Only when it is late: to find where a coroutine is declared takes longer than a timeout. */
  private String subjectName() {
    Object late = Named.subjectOf(subject);
    if (!(late instanceof Promise coroutine)) {
      return late instanceof Task<?> ? "The task" : Named.textOf(late);
    }
    StackTraceElement at = coroutine.handle().location();
    if (at.getLineNumber() >= 0) {
      return coroutine.handle().toString();
    }
    // Written by hand.
    String name = at.getClassName();
    return name.substring(name.lastIndexOf('.') + 1) + "." + at.getMethodName();
  }

  @Override
  void dropParts() {
    task.drop();
  }

  @Override
  @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }

  /** The continuation of the task at its end. */
  private final class Ended extends PartEnded {
    private final StopToken outer;

    Ended(StopToken outer) {
      this.outer = outer;
    }

    @Override
    protected Continuation perform() {
      Object ended = task.outcome();
      // A value that came at the same time is not lost. A stop from outside comes before a timeout.
      boolean timedOut = ended == Outcome.STOPPED && isOver && !outer.isStopRequested();
      return end(timedOut ? new Outcome.Failure(failure()) : ended);
    }
  }
}
