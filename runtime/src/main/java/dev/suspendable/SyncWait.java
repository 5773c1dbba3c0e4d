package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a thread until an awaitable has completed, see {@link Tasks#syncWait}. If it is one of a
 * {@link ForkJoinPool}, another takes its place, so that what it waits for can run there.
 */
final class SyncWait<T extends @Nullable Object> extends Observer<T>
    implements ForkJoinPool.ManagedBlocker {
  private final CountDownLatch finished = new CountDownLatch(1);

  SyncWait(Awaitable<T> awaitable) {
    super(awaitable, "syncWait");
  }

  T get() throws Throwable {
    start();
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
