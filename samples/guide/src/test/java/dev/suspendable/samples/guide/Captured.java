package dev.suspendable.samples.guide;

import dev.suspendable.scope.ThreadElement;
import io.micrometer.context.ContextSnapshot;

/** The values that Micrometer has captured from a thread, while a coroutine runs. */
public record Captured(ContextSnapshot snapshot) implements ThreadElement<ContextSnapshot.Scope> {
  @Override
  public ContextSnapshot.Scope install() {
    return snapshot.setThreadLocals();
  }

  @Override
  public void takeOff(ContextSnapshot.Scope before) {
    before.close();
  }
}
