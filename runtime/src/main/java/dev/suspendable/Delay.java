package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Continues after a delay. Stateless, so it may be awaited repeatedly.
 *
 * @param nanos the delay, from the await on
 * @param executor the executor to continue on; null for that of the context
 */
record Delay(long nanos, @Nullable Executor executor) implements Awaitable<@Nullable Void> {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  static Delay of(Duration duration, @Nullable Executor executor) {
    // The maximum is 292 years: toNanos would overflow beyond it.
    long nanos = duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    return new Delay(nanos, executor);
  }

  @Override
  public Awaiter<@Nullable Void> awaiter() {
    return new Timer(this);
  }

  /** One await. */
  private static final class Timer implements StoppableAwaiter<@Nullable Void>, Runnable {
    private final Delay delay;
    private @Nullable SuspendPoint waiting;
    private @Nullable CompletableFuture<?> timeout;
    private @Nullable Throwable rejection;

    Timer(Delay delay) {
      this.delay = delay;
    }

    @Override
    public boolean awaitReady() {
      return delay.nanos <= 0;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      waiting = point;
      // The JDK already has one daemon thread for all delays of a process. It forgets a timeout
      // whose future has completed otherwise.
      CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
      timeout = future;
      future.thenRun(this);
      future.completeOnTimeout(null, delay.nanos, TimeUnit.NANOSECONDS);
      return Continuation.NOOP;
    }

    @Override
    public void awaitStopped() {
      CompletableFuture<?> future = timeout;
      if (future != null) {
        future.cancel(false);
      }
    }

    /** Called when the time is over. A future would swallow an exception of the executor. */
    @Override
    @SuppressWarnings("NullAway") // set before the timer starts
    public void run() {
      SuspendPoint point = waiting;
      if (delay.executor == null && Context.of(Chain.carriedBy(point)).executor() != null) {
        point.resumeIfUnused().run();
        return;
      }
      Executor executor = delay.executor != null ? delay.executor : ForkJoinPool.commonPool();
      try {
        executor.execute(point.resumeOn(executor));
      } catch (Throwable rejected) {
        rejection = rejected;
        // On another thread, because this one serves all delays.
        ForkJoinPool.commonPool().execute(() -> point.resumeIfUnused().run());
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
