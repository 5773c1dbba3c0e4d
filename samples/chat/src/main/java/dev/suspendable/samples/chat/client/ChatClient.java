package dev.suspendable.samples.chat.client;

import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.Request;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client on a socket that blocks, for tools and tests. One thread may write while another one
 * reads.
 */
public final class ChatClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;
  private final Deque<Event> skipped = new ArrayDeque<>();
  private long lastId;

  /**
   * Connects.
   *
   * @param patience how long to wait for what the server says; a {@code SocketTimeoutException}
   *     follows
   */
  public ChatClient(InetSocketAddress server, Duration patience) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    socket.connect(server, (int) patience.toMillis());
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Returns the id for the next request. */
  public long nextId() {
    return ++lastId;
  }

  /** Sends a request. */
  public void send(Request request) throws IOException {
    sendBytes(Frames.of(Json.encode(request)).array());
  }

  /** Sends bytes as they are. */
  public void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Waits for the next event; null at the end. */
  public Event receive() throws IOException {
    return skipped.isEmpty() ? read() : skipped.poll();
  }

  private Event read() throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return null;
    }
    byte[] message = new byte[length];
    in.readFully(message);
    return Json.event(message);
  }

  /** Waits for the next event of a type; others are kept for {@link #receive}. */
  public <E extends Event> E receive(Class<E> type) throws IOException {
    for (Event event : skipped) {
      if (type.isInstance(event)) {
        skipped.remove(event);
        return type.cast(event);
      }
    }
    for (Event event = read(); event != null; event = read()) {
      if (type.isInstance(event)) {
        return type.cast(event);
      }
      skipped.add(event);
    }
    throw new EOFException("no " + type.getSimpleName() + ", but " + skipped);
  }

  /** Sends no more. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends without a word, as a process that is killed: what was received and not read is lost. */
  public void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
