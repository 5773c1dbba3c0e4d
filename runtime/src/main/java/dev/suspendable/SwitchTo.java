package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Continues on an executor. Stateless, so it may be awaited repeatedly. */
record SwitchTo(Executor executor) implements Awaiter<@Nullable Void> {
  SwitchTo {
    Objects.requireNonNull(executor, "executor");
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    executor.execute(() -> point.resumeIfUnused().run());
    return Continuation.NOOP;
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
