package dev.suspendable.samples.chat.data;

import java.time.Instant;

/**
 * A proof that a user has logged in, to be shown by later connections.
 *
 * @param user the user
 * @param token the secret, of which the store has only a hash
 * @param expires when it ends
 */
public record Session(User user, String token, Instant expires) {
  /** Without the secret, so that it gets into no log. */
  @Override
  public String toString() {
    return "Session[user=" + user + ", expires=" + expires + "]";
  }
}
