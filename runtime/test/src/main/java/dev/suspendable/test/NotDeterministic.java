package dev.suspendable.test;

/** The program has not done the same as in an earlier run with the same choices. */
final class NotDeterministic extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotDeterministic(String what) {
    super(
        what
            + ". The order does not decide alone what the program does: look for random numbers,"
            + " clocks that are not TestRun's, other threads, identity hash codes, and state that"
            + " is kept between runs");
  }
}
