package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * {@link Channel#send}. {@code item} is the message, then the await itself if it was sent, or
 * {@link Closed}.
 *
 * @param <T> type of the messages
 */
final class Sending<T> extends Waiter<@Nullable Void> {
  private final Channel<T> channel;

  Sending(Channel<T> channel, T message) {
    this.channel = channel;
    item = message;
  }

  @Override
  Channel<T> owner() {
    return channel;
  }

  @Override
  public boolean awaitReady() {
    if (item == this || item instanceof Closed) {
      throw new IllegalStateException(
          "This send was awaited before, and sends one message; call send again");
    }
    return channel.mayAccept() && channel.completeSend(this, false);
  }

  @Override
  boolean joinQueue() {
    return !channel.completeSend(this, true);
  }

  @Override
  public void awaitStopped() {
    channel.withdrawSend(this);
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    if (item == this) {
      return null;
    }
    if (item instanceof Closed closed) {
      throw closed.exception(channel);
    }
    throw resumedByHandle(this);
  }

  @Override
  public String toString() {
    return "send to " + channel;
  }
}
