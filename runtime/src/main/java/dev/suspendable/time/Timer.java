package dev.suspendable.time;

/** An action that {@link Timers} run at a later time. Safe for use by several threads. */
public interface Timer {

  /**
   * Takes the action back. From then on the timers hold no reference to it.
   *
   * @return true if the action will not run; false if it has begun, was rejected, or has been
   *     cancelled before
   */
  boolean cancel();
}
