package dev.suspendable.processor.diagnostic;

/**
 * Gives up one method, its diagnostic already reported. Thrown by a pass that cannot go on, caught
 * by the driver, which goes on with the next method.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refusal() {
    super("reported", null, false, false);
  }
}
