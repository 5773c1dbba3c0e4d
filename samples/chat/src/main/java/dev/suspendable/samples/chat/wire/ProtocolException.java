package dev.suspendable.samples.chat.wire;

/** Refuses the message of a client. It has no stack trace: the client is at fault. */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final long re;

  public ProtocolException(ErrorCode code, String message) {
    this(code, message, 0);
  }

  /**
   * @param re the id of the request, 0 if it is not known
   */
  public ProtocolException(ErrorCode code, String message, long re) {
    super(message, null, false, false);
    this.code = code;
    this.re = re;
  }

  public ErrorCode code() {
    return code;
  }

  public long re() {
    return re;
  }
}
