package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits until another subtask may start, then forks; see {@link TaskScope#forkWhenFree}. */
final class Forking<U extends @Nullable Object> implements StoppableAwaiter<Subtask<U>> {
  private final Subtasks subtasks;
  private final Function<Awaitable<? extends U>, Subtask<U>> fork;
  private final Awaitable<? extends U> awaitable;
  private @Nullable SuspendPoint point;

  Forking(
      Subtasks subtasks,
      Function<Awaitable<? extends U>, Subtask<U>> fork,
      Awaitable<? extends U> awaitable) {
    this.subtasks = subtasks;
    this.fork = fork;
    this.awaitable = Objects.requireNonNull(awaitable, "awaitable");
  }

  @Override
  public boolean awaitReady() {
    return subtasks.hasRoom();
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    point = suspended;
    return subtasks.waitForRoom(this) ? Continuation.NOOP : suspended.resume();
  }

  Continuation resume() {
    return Objects.requireNonNull(point).resumeIfUnused();
  }

  @Override
  public String toString() {
    return "TaskScope.forkWhenFree";
  }

  @Override
  public void awaitStopped() {
    subtasks.leave(this);
  }

  @Override
  public Subtask<U> awaitResume() {
    return fork.apply(awaitable);
  }
}
