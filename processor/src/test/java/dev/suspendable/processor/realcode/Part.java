package dev.suspendable.processor.realcode;

import org.jspecify.annotations.Nullable;

/** A part of a rewritten library that can be left as it was: a method, or one await in it. */
abstract sealed class Part permits Method, Site {
  private @Nullable String reason;

  /** Leaves it as it was. */
  final void leaveOut(String why) {
    reason = why;
  }

  /** Why it is left as it was, or null if it is not. */
  final @Nullable String reason() {
    return reason;
  }

  /** Whether it is rewritten. */
  abstract boolean isIn();
}
