package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Continues on an executor after a delay. Stateless, so it may be awaited repeatedly.
 *
 * @param nanos the delay, from the await on
 */
record Delay(long nanos, Executor executor) implements Awaiter<@Nullable Void> {
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  static Delay of(Duration duration, Executor executor) {
    // The maximum is 292 years: toNanos would overflow beyond it.
    long nanos = duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
    return new Delay(nanos, executor);
  }

  @Override
  public boolean awaitReady() {
    return nanos <= 0;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    // The JDK already has one daemon thread for all delays of a process. It would swallow an
    // exception of the executor.
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
        .execute(() -> goOn(point));
    return Continuation.NOOP;
  }

  private void goOn(SuspendPoint point) {
    try {
      executor.execute(() -> point.resumeIfUnused().run());
    } catch (Throwable rejected) {
      // On another thread, because this one serves all delays.
      ForkJoinPool.commonPool().execute(point.setError(rejected));
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
