package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.internal.Throwing;
import dev.suspendable.scope.Context;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a thread until an awaitable has completed, see {@link Task#syncWait}. If the thread
 * belongs to a {@link ForkJoinPool}, another thread replaces it, so that the awaited work can run
 * there.
 */
final class SyncWait<T extends @Nullable Object> extends Observer<T>
    implements ForkJoinPool.ManagedBlocker {
  private final CountDownLatch finished = new CountDownLatch(1);

  private SyncWait(Awaitable<? extends T> awaitable) {
    super(awaitable, "syncWait");
  }

  static <T extends @Nullable Object, X extends Throwable> T on(Awaitable<? extends T> awaitable)
      throws X, InterruptedException {
    try {
      Chain.requireMayBlock("syncWait");
      return new SyncWait<T>(Objects.requireNonNull(awaitable, "awaitable")).get();
    } catch (Throwable t) {
      throw Throwing.<X>as(t);
    }
  }

  private T get() throws Throwable {
    start(Context.of(Chain.environment()).withExecutor(null).environment());
    if (finished.getCount() > 0) {
      ForkJoinPool.managedBlock(this);
    }
    return Outcome.get(outcome());
  }

  @Override
  Continuation completed() {
    finished.countDown();
    return NOOP;
  }

  @Override
  public boolean block() throws InterruptedException {
    finished.await();
    return true;
  }

  @Override
  public boolean isReleasable() {
    return finished.getCount() == 0;
  }
}
