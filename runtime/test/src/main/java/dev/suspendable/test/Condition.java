package dev.suspendable.test;

import java.util.function.BooleanSupplier;

/** A condition that a test checks. */
record Condition(String what, BooleanSupplier holds) {

  /** Throws an error if it does not hold. */
  void check(String when) {
    if (!holds.getAsBoolean()) {
      throw new AssertionError(when + ", this does not hold: " + what);
    }
  }
}
