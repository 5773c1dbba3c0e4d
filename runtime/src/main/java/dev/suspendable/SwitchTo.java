package dev.suspendable;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Continues on an executor. Stateless, so it may be awaited repeatedly. */
record SwitchTo(Executor executor) implements StoppableAwaiter<@Nullable Void> {
  SwitchTo {
    Objects.requireNonNull(executor, "executor");
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    executor.execute(point.resumeOn(executor));
    return Continuation.NOOP;
  }

  @Override
  public String toString() {
    return "Task.switchTo(" + executor.getClass().getName() + ")";
  }

  /** The work stays with the executor, and does nothing. */
  @Override
  public void awaitStopped() {}

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
