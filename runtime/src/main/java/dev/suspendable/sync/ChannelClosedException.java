package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * A message was sent to a {@link Channel} that is closed, and was not accepted; or one was to be
 * received from a closed channel that has no more.
 */
public final class ChannelClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message which channel
   * @param cause the argument of {@link Channel#close(Throwable)}, or null
   */
  public ChannelClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
