package dev.suspendable.samples.stress;

/** The tests' exception; without a trace, because there are millions of them. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How often it has reached a handler of uncaught exceptions. */
  int reported;

  Failure(String message) {
    super(message, null, true, false);
  }
}
