package dev.suspendable.schedule;

import dev.suspendable.coroutine.Chain;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that refuses to block the thread that may have to complete it. */
final class Submitted<T> extends FutureTask<T> {
  Submitted(Callable<T> work) {
    super(work);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    requireMayBlock();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    requireMayBlock();
    return super.get(timeout, unit);
  }

  private void requireMayBlock() {
    if (!isDone()) {
      Chain.requireMayBlock("Future.get");
    }
  }
}
