package dev.suspendable.samples.chat.net;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import dev.suspendable.samples.chat.wire.ProtocolException;
import java.io.IOException;
import java.util.List;

/**
 * Carries messages between a server and one client. One coroutine receives, and one sends, at the
 * same time. A stop of either may close the transport, as it does with sockets.
 */
public interface Transport extends AsyncCloseable {
  /**
   * Waits for a message.
   *
   * @return the message; null if the client sends no more
   * @throws ProtocolException if no message can be found in what comes; then only {@link #discard}
   *     may follow
   */
  Task<byte[]> receive() throws IOException, ProtocolException;

  /**
   * Sends messages. The task ends when the client's side, or buffers on the way, have taken them.
   */
  Task<Void> send(List<byte[]> messages) throws IOException;

  /** Tells the client that nothing more comes. It may still send. */
  Task<Void> finish() throws IOException;

  /**
   * Drops what comes, until the client sends no more. A connection that is closed while there is
   * something to receive is reset, and the client may not see what was sent to it last.
   */
  Task<Void> discard() throws IOException;

  /** Sets the most bytes of a message that is received. */
  void limit(int bytes);

  /** The address of the client, for logs. */
  String peer();
}
