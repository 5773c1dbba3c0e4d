package dev.suspendable.processor.eclipse;

/** Eclipse has not done what was asked of it, or does not have what was looked for. */
final class IdeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param reason for people to read
   */
  IdeException(String reason, Throwable cause) {
    super(reason, cause);
  }

  IdeException(String reason) {
    super(reason);
  }
}
