package dev.suspendable.processor.model;

/**
 * A statement that {@code break}, {@code continue} or {@code yield} may leave or continue. Equality
 * is identity.
 */
public final class JumpTarget {
  private final int line;

  /**
   * @param line line of the statement in the user's file, 0 for a generated statement
   */
  public JumpTarget(int line) {
    this.line = line;
  }

  /** Line of the statement in the user's file. */
  public int line() {
    return line;
  }
}
