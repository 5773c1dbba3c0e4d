package dev.suspendable.test;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CoroutineWork;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Completes when the strategy says so, see {@link TestRun#operation}. Stateless, so it may be
 * awaited repeatedly.
 *
 * @param name for reports
 */
record SimulatedOperation(String name) implements StoppableAwaiter<@Nullable Void> {

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    Executor executor = Context.of(Chain.carriedBy(point)).executor();
    if (executor == null) {
      return point.resume();
    }
    executor.execute(new Completion((CoroutineWork) point.resumeOn(executor)));
    return Continuation.NOOP;
  }

  /** The work stays with the executor, and does nothing. */
  @Override
  public void awaitStopped() {}

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }

  @Override
  public String toString() {
    return name;
  }

  /** Resumes the coroutine, as an operation that has completed, and not as one that yields. */
  private record Completion(CoroutineWork resumption) implements CoroutineWork {
    @Override
    public @Nullable Promise coroutine() {
      return resumption.coroutine();
    }

    @Override
    public void run() {
      resumption.run();
    }

    @Override
    public void rejected(Throwable cause) {
      resumption.rejected(cause);
    }
  }
}
