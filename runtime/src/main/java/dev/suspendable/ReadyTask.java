package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task that has its outcome already. Stateless, so any number of coroutines may await it. */
final class ReadyTask<T extends @Nullable Object> implements Task<T>, Awaiter<T> {
  private final @Nullable Object outcome;

  ReadyTask(@Nullable Object outcome) {
    this.outcome = outcome;
  }

  static <T extends @Nullable Object> Task<T> failed(Throwable error) {
    return new ReadyTask<>(new Outcome.Failure(Objects.requireNonNull(error, "error")));
  }

  /** See {@link Outcome}. */
  @Nullable Object outcome() {
    return outcome;
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
    return point.resume();
  }

  @Override
  public T awaitResume() throws Throwable {
    return Outcome.get(outcome);
  }
}
