package dev.suspendable.interop;

import dev.suspendable.Task;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousByteChannel;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.CompletionHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations of NIO's asynchronous channels as tasks.
 *
 * <pre>{@code
 * try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
 *   await(AsyncChannels.connect(socket, address));
 *   while (request.hasRemaining()) {
 *     await(AsyncChannels.write(socket, request));
 *   }
 *   await(AsyncChannels.read(socket, answer).timeout(Duration.ofSeconds(5)));
 * }
 * }</pre>
 *
 * <p>An operation begins when its task is awaited; a further await performs it again. Its exception
 * is thrown at the await. The coroutine continues on the executor of its context, or else on a
 * thread of the channel's group.
 *
 * <p><b>Threads.</b> A write that ends at once is reported on a thread of the channel's group all
 * the same, and the coroutine then moves back to its executor: two changes of threads for each
 * write. There are none if the group uses the executor of the coroutines, as {@code
 * AsynchronousChannelGroup.withCachedThreadPool(executor, 0)} does, which also shuts that executor
 * down when the group has ended. (In the sample of a chat server that is a quarter of the
 * processor's time.)
 *
 * <p><b>Stop.</b> NIO has no means to cancel an operation. A stop of a coroutine that waits for a
 * socket closes the channel, which ends the operation: it could wait forever otherwise. (So do
 * Netty and Kotlin's NIO integration.) Operations on files end by themselves, so a stop waits for
 * them, and leaves the channel open. In both cases the coroutine continues when the operation has
 * ended: nothing writes to its buffer any more.
 *
 * <p>The methods are safe for use by several threads as far as the channels are: those allow one
 * read and one write of a socket at a time. They declare the exceptions of the operation, as
 * coroutines do, and do not throw them.
 */
public final class AsyncChannels {
  private AsyncChannels() {}

  // ---- Sockets.

  /**
   * Reads some bytes.
   *
   * @param channel a socket, or another channel of bytes
   * @param target gets the bytes
   * @return a task of the number of bytes, -1 at the end of the stream
   * @throws IOException declared for the await
   */
  public static Task<Integer> read(AsynchronousByteChannel channel, ByteBuffer target)
      throws IOException {
    return on("read from", channel, handler -> channel.read(target, null, handler));
  }

  /**
   * Writes some bytes, perhaps not all.
   *
   * @param channel a socket, or another channel of bytes
   * @param source the bytes
   * @return a task of the number of bytes that were written
   * @throws IOException declared for the await
   */
  public static Task<Integer> write(AsynchronousByteChannel channel, ByteBuffer source)
      throws IOException {
    return on("write to", channel, handler -> channel.write(source, null, handler));
  }

  /**
   * Connects a socket.
   *
   * @param socket the socket
   * @param address the address to connect it to
   * @return a task that ends when it is connected
   * @throws IOException declared for the await
   */
  public static Task<@Nullable Void> connect(
      AsynchronousSocketChannel socket, SocketAddress address) throws IOException {
    return on("connect", socket, handler -> socket.connect(address, null, handler));
  }

  /**
   * Waits for a connection. A connection that comes at the same moment as a stop is closed.
   *
   * @param server the server
   * @return a task of the connection, which the caller has to close
   * @throws IOException declared for the await
   */
  public static Task<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server)
      throws IOException {
    return on("accept from", server, handler -> server.accept(null, handler));
  }

  // ---- Files.

  /**
   * Reads some bytes of a file.
   *
   * @param file the file
   * @param target gets the bytes
   * @param position where to read
   * @return a task of the number of bytes, -1 if the position is at the end or behind it
   * @throws IOException declared for the await
   */
  public static Task<Integer> read(AsynchronousFileChannel file, ByteBuffer target, long position)
      throws IOException {
    return on("read from", file, handler -> file.read(target, position, null, handler));
  }

  /**
   * Writes some bytes to a file, perhaps not all.
   *
   * @param file the file
   * @param source the bytes
   * @param position where to write
   * @return a task of the number of bytes that were written
   * @throws IOException declared for the await
   */
  public static Task<Integer> write(AsynchronousFileChannel file, ByteBuffer source, long position)
      throws IOException {
    return on("write to", file, handler -> file.write(source, position, null, handler));
  }

  // ---- Operations.

  private interface Beginning<T extends @Nullable Object> {
    void begin(CompletionHandler<T, @Nullable Object> handler);
  }

  private static <T extends @Nullable Object> Task<T> on(
      String verb, Channel channel, Beginning<T> beginning) {
    return () -> new Transfer<>(verb, channel, beginning);
  }

  private static final class Transfer<T extends @Nullable Object> extends Operation<T>
      implements CompletionHandler<T, @Nullable Object> {
    private final String verb;
    private final Channel channel;
    private final Beginning<T> beginning;

    Transfer(String verb, Channel channel, Beginning<T> beginning) {
      this.verb = verb;
      this.channel = channel;
      this.beginning = Objects.requireNonNull(beginning);
    }

    @Override
    void begin() {
      beginning.begin(this);
    }

    @Override
    void end() throws IOException {
      if (!(channel instanceof AsynchronousFileChannel)) {
        channel.close();
      }
    }

    @Override
    public void completed(T result, @Nullable Object attachment) {
      succeed(result);
    }

    @Override
    public void failed(Throwable thrown, @Nullable Object attachment) {
      fail(thrown);
    }

    @Override
    void drop(T result) throws IOException {
      if (result instanceof Channel accepted) {
        accepted.close();
      }
    }

    /** For dumps. */
    @Override
    public String toString() {
      return verb + " " + channel;
    }
  }
}
