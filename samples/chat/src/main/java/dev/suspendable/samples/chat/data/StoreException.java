package dev.suspendable.samples.chat.data;

/** Why a store has not done what it was asked for. It is then as if it had not been asked. */
public class StoreException extends RuntimeException {
  /** The kinds of failures. */
  public enum Code {
    /**
     * The database does not answer, refuses to work, or has no room. Another attempt may succeed.
     */
    UNAVAILABLE,
    /** The name of the user exists, or the key of a message was used in another room. */
    TAKEN,
    /** There is no such user, the password is wrong, or the token is unknown. */
    BAD_CREDENTIALS,
    /** The token was valid once. */
    EXPIRED,
    /** The database has not answered in time. */
    TIMEOUT
  }

  private final Code code;

  public StoreException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public StoreException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
