package dev.suspendable.samples.chat.server;

import dev.suspendable.coroutine.Awaitable;

/** Who gets the messages of rooms: a connection. */
interface Member {
  /**
   * Takes bytes for the client if there is room for them.
   *
   * @return false if there is none; true also if the client is gone
   */
  boolean offer(byte[] bytes);

  /** Takes bytes when there is room for them. Fails if the client is gone. */
  Awaitable<Void> put(byte[] bytes);

  /** Says goodbye and closes the connection. */
  void close(String reason);
}
