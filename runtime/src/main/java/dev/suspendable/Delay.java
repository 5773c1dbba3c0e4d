package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.time.Timer;
import dev.suspendable.time.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Continues after a delay. Stateless, so it may be awaited repeatedly.
 *
 * @param nanos the delay, from the await on
 * @param executor the executor to continue on; null for that of the context
 */
record Delay(long nanos, @Nullable Executor executor) implements Awaitable<@Nullable Void> {
  static Delay of(Duration duration, @Nullable Executor executor) {
    // convert, unlike toNanos, does not overflow: the maximum is 292 years
    return new Delay(Math.max(TimeUnit.NANOSECONDS.convert(duration), 0), executor);
  }

  @Override
  public Awaiter<@Nullable Void> awaiter() {
    return new Waiting(this);
  }

  /** One await. */
  private static final class Waiting implements StoppableAwaiter<@Nullable Void>, Timers.Action {
    private final Delay delay;
    private @Nullable SuspendPoint point;
    private @Nullable Executor executor;
    private @Nullable Timers timers;
    private @Nullable Timer timer;
    private @Nullable Throwable rejection;

    /** The thread of the timers while it is inside {@code execute}. */
    private @Nullable Thread handingOver;

    Waiting(Delay delay) {
      this.delay = delay;
    }

    @Override
    public boolean awaitReady() {
      return delay.nanos <= 0;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      Context context = Context.of(Chain.carriedBy(suspended));
      Timers time = context.timers();
      point = suspended;
      timers = time;
      executor = delay.executor != null ? delay.executor : context.executor();
      if (executor == null) {
        executor = time.executor();
      }
      timer = time.schedule(this, delay.nanos);
      return Continuation.NOOP;
    }

    @Override
    public void awaitStopped() {
      Timer started = timer;
      if (started != null) {
        started.cancel();
      }
    }

    /** Called when the time is over, on the thread that serves all timers. */
    @Override
    @SuppressWarnings("NullAway") // set before the timer starts
    public void run() {
      handingOver = Thread.currentThread();
      try {
        executor.execute(new HandedOver());
      } catch (Throwable rejected) {
        tell(rejected);
      } finally {
        handingOver = null;
      }
    }

    /** The work that the executor gets. */
    private final class HandedOver implements CoroutineWork {
      /** The body must not run on the thread of the timers, whatever the executor does. */
      @Override
      @SuppressWarnings("NullAway") // set before the timer starts
      public void run() {
        Runnable work = point.resumeOn(executor);
        if (handingOver == Thread.currentThread()) {
          elsewhere(work);
        } else {
          work.run();
        }
      }

      @Override
      public void rejected(Throwable cause) {
        tell(cause);
      }

      @Override
      @SuppressWarnings("NullAway") // set before the timer starts
      public @Nullable Promise coroutine() {
        return point.resumeOn(executor) instanceof CoroutineWork work ? work.coroutine() : null;
      }
    }

    @Override
    public void rejected(RejectedExecutionException cause) {
      tell(cause);
    }

    @SuppressWarnings("NullAway") // set before the timer starts
    private void tell(Throwable rejected) {
      rejection = rejected;
      elsewhere(() -> point.resumeIfUnused().run());
    }

    @SuppressWarnings("NullAway") // set before the timer starts
    private void elsewhere(Runnable work) {
      try {
        timers.executor().execute(work);
      } catch (RejectedExecutionException closed) {
        ForkJoinPool.commonPool().execute(work);
      }
    }

    @Override
    public String toString() {
      return "Task.delay(" + Duration.ofNanos(delay.nanos) + ")";
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() throws Throwable {
      if (rejection != null) {
        throw rejection;
      }
      return null;
    }
  }
}
