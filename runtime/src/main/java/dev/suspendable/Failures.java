package dev.suspendable;

import org.jspecify.annotations.Nullable;

/** The exceptions of several tasks: the first one, with the others as suppressed exceptions. */
final class Failures {
  private final Outcome.Failure first;

  private Failures(Outcome.Failure first) {
    this.first = first;
  }

  /** Returns the failures with one more. */
  static Failures and(@Nullable Failures before, Outcome.Failure another) {
    if (before == null) {
      return new Failures(another);
    }
    Throwable first = before.first.error();
    if (first != another.error()) {
      first.addSuppressed(another.error());
    }
    return before;
  }

  Outcome.Failure outcome() {
    return first;
  }
}
