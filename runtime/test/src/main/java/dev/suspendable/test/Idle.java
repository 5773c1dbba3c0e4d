package dev.suspendable.test;

import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Waits until nothing else is ready, see {@link TestRun#whenIdle}. */
final class Idle implements StoppableAwaiter<@Nullable Void> {
  private final Simulation simulation;
  private @Nullable SuspendPoint waiting;

  Idle(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    waiting = point;
    simulation.addIdle(this);
    return Continuation.NOOP;
  }

  void resume() {
    Objects.requireNonNull(waiting).resumeIfUnused().run();
  }

  @Override
  public void awaitStopped() {
    simulation.removeIdle(this);
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }

  @Override
  public String toString() {
    return "TestRun.whenIdle";
  }
}
