package dev.suspendable.processor.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * Gives up one method. Thrown by a pass that cannot continue, caught by the driver, which continues
 * with the next method.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Runnable suspicion;

  /** The reason has been reported, by us or by javac. */
  public Refusal() {
    super("reported", null, false, false);
    this.suspicion = null;
  }

  /**
   * Something does not fit: a bug of ours, or an error of the user's that javac is going to report.
   *
   * @param suspicion reports the bug, if javac has reported nothing
   */
  public Refusal(Runnable suspicion) {
    super("a bug, if javac finds no error", null, false, false);
    this.suspicion = suspicion;
  }

  /** Reports the suspected bug if javac finds no error; null if there is no suspicion. */
  public @Nullable Runnable suspicion() {
    return suspicion;
  }
}
