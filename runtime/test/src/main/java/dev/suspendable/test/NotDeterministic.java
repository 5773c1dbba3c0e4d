package dev.suspendable.test;

/** The program has not done the same as in an earlier run with the same choices. */
final class NotDeterministic extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final String ADVICE =
      "not only the order decides what the program does. Look for random numbers, clocks that are"
          + " not TestRun's, other threads, identity hash codes, and state that is kept between"
          + " runs";

  NotDeterministic(String what) {
    super(what + ": " + ADVICE);
  }
}
