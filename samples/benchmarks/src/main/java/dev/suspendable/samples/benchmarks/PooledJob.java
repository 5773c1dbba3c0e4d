package dev.suspendable.samples.benchmarks;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.FramePool;
import dev.suspendable.coroutine.PooledPromise;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendNever;

/** The same as {@link PlainJob}, but for its frames, which are recycled. */
@CoroutineType(promise = PooledJob.PooledJobPromise.class)
interface PooledJob {

  @CoReturn
  static PooledJob done() {
    throw new UnsupportedOperationException();
  }

  /** The promise of {@link PooledJob}. */
  abstract class PooledJobPromise extends PooledPromise implements PooledJob {
    protected static <F extends Promise> FramePool<F> framePool(Class<F> type) {
      return new FramePool<>(type, 256);
    }

    protected PooledJob getReturnObject() {
      return this;
    }

    protected void returnVoid() {}

    @Override
    protected Awaitable<?> finalSuspend() {
      return SuspendNever.INSTANCE;
    }

    @Override
    protected void unhandledException(Throwable t) throws Throwable {
      throw t;
    }
  }
}
