package dev.suspendable.samples.chat.net;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.samples.chat.wire.FrameDecoder;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.scope.Context;
import dev.suspendable.time.Timers;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * Messages as frames on a socket.
 *
 * <p>A read needs its buffer from the beginning, also on a connection that says nothing for hours.
 * So the buffer is small, and grows only while much comes.
 */
public final class TcpTransport implements Transport {
  private static final int SMALL = 512;
  private static final int LARGE = 16 * 1024;

  private final AsynchronousSocketChannel socket;
  private final FrameDecoder decoder;
  private final Duration frameTime;
  private final String peer;
  private ByteBuffer buffer = ByteBuffer.allocate(SMALL).limit(0);

  private TcpTransport(
      AsynchronousSocketChannel socket, String peer, int limit, Duration frameTime) {
    this.socket = socket;
    this.peer = peer;
    this.decoder = new FrameDecoder(limit);
    this.frameTime = frameTime;
  }

  /**
   * Makes a transport.
   *
   * @param socket the socket, which the transport closes, also if it cannot be made
   * @param limit the most bytes of a message
   * @param frameTime how long a frame may take from its first byte to its last
   * @throws IOException if the socket is not connected any more
   */
  public static TcpTransport over(AsynchronousSocketChannel socket, int limit, Duration frameTime)
      throws IOException {
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      String peer = String.valueOf(socket.getRemoteAddress());
      return new TcpTransport(socket, peer, limit, frameTime);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  @Suspendable
  public Task<byte[]> receive() throws IOException, ProtocolException {
    byte[] message = decoder.decode(buffer);
    while (message == null) {
      if (await(read()) < 0) {
        return Task.of(null);
      }
      message = decoder.decode(buffer);
      if (message == null) {
        return completed();
      }
    }
    return Task.of(message);
  }

  /** The rest of a message that has begun. */
  @Suspendable
  private Task<byte[]> completed() throws IOException, ProtocolException {
    Timers timers = await(Context.current()).timers();
    long begin = timers.nanoTime();
    byte[] message = null;
    while (message == null) {
      Duration left = frameTime.minusNanos(timers.nanoTime() - begin);
      if (await(read().timeout(left)) < 0) {
        return Task.of(null);
      }
      message = decoder.decode(buffer);
    }
    return Task.of(message);
  }

  /** Fills the buffer; the result is -1 at the end. */
  @Suspendable
  private Task<Integer> read() throws IOException {
    boolean wasFull = buffer.limit() == buffer.capacity();
    if (wasFull && buffer.capacity() < LARGE) {
      buffer = ByteBuffer.allocate(2 * buffer.capacity());
    } else if (!decoder.isInside() && buffer.capacity() > SMALL) {
      buffer = ByteBuffer.allocate(SMALL);
    }
    buffer.clear();
    int count = await(AsyncChannels.read(socket, buffer));
    buffer.flip();
    return Task.of(count);
  }

  @Override
  @Suspendable
  public Task<Void> send(List<byte[]> messages) throws IOException {
    ByteBuffer frames = Frames.of(messages);
    while (frames.hasRemaining()) {
      await(AsyncChannels.write(socket, frames));
    }
    return Task.completed();
  }

  @Override
  @Suspendable
  public Task<Void> finish() throws IOException {
    socket.shutdownOutput();
    return Task.completed();
  }

  @Override
  @Suspendable
  public Task<Void> discard() throws IOException {
    while (await(AsyncChannels.read(socket, buffer.clear())) >= 0) {}
    return Task.completed();
  }

  @Override
  public void limit(int bytes) {
    decoder.limit(bytes);
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public Awaitable<?> closeAsync() {
    try {
      socket.close();
      return Task.completed();
    } catch (IOException e) {
      return Task.failed(e);
    }
  }
}
