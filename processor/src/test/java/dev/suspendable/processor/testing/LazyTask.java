package dev.suspendable.processor.testing;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** A plain coroutine's task: its body runs, to its end, when the task is awaited. */
final class LazyTask<T extends @Nullable Object> implements Task<T>, Awaiter<T> {
  private final Plainly.Body<T> body;

  LazyTask(Plainly.Body<T> body) {
    this.body = body;
  }

  @Override
  public Awaiter<T> awaiter() {
    return this;
  }

  @Override
  public boolean awaitReady() {
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    throw new AssertionError("it was ready");
  }

  @Override
  public T awaitResume() throws Throwable {
    return Driver.plainResult(body.run());
  }
}
