package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Tasks#scheduleOn}: what it starts tells the one who awaits it by itself.
 *
 * @param <T> type of the value
 */
final class ScheduleOn<T extends @Nullable Object> extends OneShotTask<T> implements Runnable {

  /*
   * `starter` is the thread inside execute, null afterwards. An executor that runs its work at once
   * finds itself there, sets it to null as a mark, and leaves the running to start(); see
   * OneShotPoint, which does the same. Whether an executor that throws has nevertheless run the work,
   * or will, is decided by who claims the peer.
   */

  private final Executor executor;
  private final TaskPromise<T> task;
  private @Nullable Thread starter;
  private Outcome.@Nullable Failure failure;

  ScheduleOn(Executor executor, Awaitable<T> awaitable) {
    this.executor = executor;
    this.task = Relay.taskOf(awaitable, "scheduleOn");
  }

  @Override
  String name() {
    return "scheduleOn";
  }

  @Override
  Continuation start() throws Throwable {
    starter = Thread.currentThread();
    try {
      executor.execute(this);
    } catch (Throwable t) {
      if (starter != null && claimPeer() != null) {
        starter = null;
        throw t;
      }
      Thread thread = Thread.currentThread(); // the work runs, so nobody is left to tell
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
    Object peer = claimPeer();
    if (peer == null) {
      throw new IllegalStateException("The work of " + name() + " was run before");
    }
    try {
      return task.startFor(peer);
    } catch (Throwable t) {
      failure = new Outcome.Failure(t);
      return tell(peer, false);
    }
  }

  @Override
  @Nullable Object outcome() {
    return failure != null ? failure : task.outcome();
  }
}
