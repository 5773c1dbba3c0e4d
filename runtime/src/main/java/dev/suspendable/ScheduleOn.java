package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Task#on}: a task that the executor starts.
 *
 * @param <T> type of the value
 */
final class ScheduleOn<T extends @Nullable Object> extends OneShotTask<T> implements Runnable {

  /*
   * `starter` is the thread inside execute, null afterwards. Work that an executor runs inside
   * execute finds its own thread there, sets the field to null as a mark, and leaves it to start()
   * to run the task; see OneShotPoint, which does the same. An executor that throws may
   * nevertheless have run the work, or run it later. The CAS of `begun` decides whether the work
   * runs or the task fails.
   */

  private static final VarHandle BEGUN;

  static {
    try {
      BEGUN = MethodHandles.lookup().findVarHandle(ScheduleOn.class, "begun", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Executor executor;
  private final TaskPromise<T> task;

  @SuppressWarnings("UnusedVariable") // through BEGUN
  private boolean begun;

  private @Nullable Thread starter;
  private @Nullable Object outcome;

  ScheduleOn(Executor executor, Awaitable<T> awaitable) {
    this.executor = executor;
    this.task = Relay.taskOf(awaitable, "on");
  }

  @Override
  String name() {
    return "Task.on";
  }

  @Override
  Continuation start() {
    starter = Thread.currentThread();
    try {
      executor.execute(this);
    } catch (Throwable t) {
      if (starter != null && BEGUN.compareAndSet(this, false, true)) {
        starter = null;
        return end(new Outcome.Failure(t));
      }
      Thread thread = Thread.currentThread(); // the work runs: no caller is left
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }
    if (starter == null) {
      return begin();
    }
    starter = null;
    return Continuation.NOOP;
  }

  @Override
  public void run() {
    if (starter == Thread.currentThread()) {
      starter = null;
    } else {
      begin().run();
    }
  }

  private Continuation begin() {
    if (!BEGUN.compareAndSet(this, false, true)) {
      throw new IllegalStateException("The work of " + name() + " was run before");
    }
    try {
      return task.startFor(new Ended());
    } catch (Throwable t) {
      return end(new Outcome.Failure(t));
    }
  }

  private Continuation end(@Nullable Object result) {
    outcome = result;
    return tell(result == Outcome.STOPPED);
  }

  @Override
  @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }

  /** The continuation of the task at its end. */
  private final class Ended extends Arrival {
    @Override
    protected Continuation perform() {
      return end(task.outcome());
    }

    @Override
    public String toString() {
      return "Task.on";
    }
  }
}
