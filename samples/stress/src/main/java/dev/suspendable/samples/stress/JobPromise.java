package dev.suspendable.samples.stress;

import dev.suspendable.coroutine.FramePool;
import dev.suspendable.coroutine.PooledPromise;
import dev.suspendable.coroutine.Promise;

/** Takes frames from a pool that has one frame for two threads. */
abstract class JobPromise extends PooledPromise implements Job {
  private int result;

  protected static <F extends Promise> FramePool<F> framePool(Class<F> type) {
    return new FramePool<>(type, 1);
  }

  protected Job getReturnObject() {
    return this;
  }

  protected void returnValue(int value) {
    result = value;
  }

  @Override
  protected void unhandledException(Throwable t) throws Throwable {
    throw t;
  }

  @Override
  public int result() {
    return result;
  }

  @Override
  protected void recycle() {
    super.recycle();
    result = 0;
  }
}
