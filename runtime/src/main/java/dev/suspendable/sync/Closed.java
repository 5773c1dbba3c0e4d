package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * That a channel is closed: takes the place of a message for those that wait.
 *
 * @param cause why, or null
 */
record Closed(@Nullable Throwable cause) {
  ChannelClosedException exception(Channel<?> channel) {
    return new ChannelClosedException(channel.kind() + " is closed", cause);
  }
}
