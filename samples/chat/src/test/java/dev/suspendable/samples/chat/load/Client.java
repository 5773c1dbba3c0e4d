package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** One connection of the driver: it keeps what could not be written, and what is half a frame. */
final class Client {
  private static final byte[] NONE = {};

  final String user;
  final String room;
  private final SocketChannel socket;
  private final SelectionKey key;
  private final Queue<ByteBuffer> unwritten = new ArrayDeque<>(1);
  private final Queue<long[]> sends = new ArrayDeque<>(1);
  private byte[] rest = NONE;
  private long id;
  boolean isReady;

  Client(String user, String room, SocketChannel socket, SelectionKey key) {
    this.user = user;
    this.room = room;
    this.socket = socket;
    this.key = key;
  }

  boolean finishConnect() throws IOException {
    if (!socket.finishConnect()) {
      return false;
    }
    key.interestOps(SelectionKey.OP_READ);
    return true;
  }

  void register() throws IOException {
    send(new Request.Register(++id, user, "password"));
  }

  void join() throws IOException {
    send(new Request.Join(++id, room, null));
  }

  void post(long intended, String keyOfMessage, String text) throws IOException {
    sends.add(new long[] {++id, intended});
    send(new Request.Send(id, room, keyOfMessage, text));
  }

  /** When the request that is answered was to be sent; requests are answered in order. */
  long intendedTime(long re) {
    long[] sent = sends.remove();
    if (sent[0] != re) {
      throw new IllegalStateException(user + ": answer to " + re + " instead of " + sent[0]);
    }
    return sent[1];
  }

  private void send(Request request) throws IOException {
    unwritten.add(Frames.of(Json.encode(request)));
    write();
  }

  void write() throws IOException {
    for (ByteBuffer frame; (frame = unwritten.peek()) != null; unwritten.remove()) {
      socket.write(frame);
      if (frame.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  /**
   * Reads what has come, behind what was left of the last time.
   *
   * @param buffer is filled from its beginning
   */
  void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(rest);
    rest = NONE;
    if (socket.read(buffer) < 0) {
      throw new IOException(user + ": the server has closed the connection");
    }
    buffer.flip();
  }

  /** Keeps what is left in the buffer for the next time. */
  void keep(ByteBuffer buffer) {
    if (buffer.hasRemaining()) {
      rest = Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.limit());
    }
  }

  void reset() throws IOException {
    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  void close() throws IOException {
    socket.close();
  }
}
