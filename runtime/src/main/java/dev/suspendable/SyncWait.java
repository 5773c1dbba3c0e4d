package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Blocks a thread until an awaitable has completed, see {@link Tasks#syncWait}. */
final class SyncWait<T extends @Nullable Object> extends Observer<T> {
  private final CountDownLatch finished = new CountDownLatch(1);

  SyncWait(Awaitable<T> awaitable) {
    super(awaitable, "syncWait");
  }

  T get() throws Throwable {
    start();
    finished.await();
    return Outcome.get(outcome());
  }

  @Override
  void completed() {
    finished.countDown();
  }
}
