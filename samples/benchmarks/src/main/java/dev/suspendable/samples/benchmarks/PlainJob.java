package dev.suspendable.samples.benchmarks;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendNever;

/** A coroutine that starts at once and destroys itself when it ends; its frames are garbage. */
@CoroutineType(promise = PlainJob.PlainJobPromise.class)
interface PlainJob {

  @CoReturn
  static PlainJob done() {
    throw new UnsupportedOperationException();
  }

  /** The promise of {@link PlainJob}. */
  abstract class PlainJobPromise extends Promise implements PlainJob {
    protected PlainJob getReturnObject() {
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
