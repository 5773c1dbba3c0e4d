package dev.suspendable.processor.testing;

/** What a plain program throws where the coroutine gets the done signal. */
public final class Stopped extends Error {
  private static final long serialVersionUID = 1;

  Stopped() {
    super("stopped", null, /* enableSuppression= */ true, /* writableStackTrace= */ false);
  }
}
