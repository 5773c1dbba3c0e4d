package dev.suspendable.time;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A timer of a {@link TimerWheel}, and its place in the list of a slot. The lock guards it. */
final class WheelTimer implements Timer {
  private final TimerWheel owner;

  /** The action; null once the timer has left the wheel. */
  Timers.@Nullable Action action;

  /** When, by the clock of the wheel. */
  long time;

  int slot;
  @Nullable WheelTimer previous;
  @Nullable WheelTimer next;

  WheelTimer(TimerWheel owner, Timers.Action action) {
    this.owner = owner;
    this.action = Objects.requireNonNull(action, "action");
  }

  @Override
  public boolean cancel() {
    return owner.cancel(this);
  }

  @Override
  public String toString() {
    return "Timer[" + action + "]";
  }
}
