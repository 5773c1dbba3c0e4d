package dev.suspendable.scope;

/**
 * Thrown where a task or a scope is awaited that has not completed in time. What had not completed
 * has been stopped, and has ended.
 *
 * <p>Unchecked, like the exception of the JDK's structured concurrency (JEP 505): an await cannot
 * declare exceptions.
 */
public final class TimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what has not completed, and in what time
   */
  public TimeoutException(String message) {
    super(message);
  }
}
