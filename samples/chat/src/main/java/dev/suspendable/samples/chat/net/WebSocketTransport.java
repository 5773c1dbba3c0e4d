package dev.suspendable.samples.chat.net;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Messages as texts of a WebSocket.
 *
 * <p>Undertow calls back on its own threads. A channel is between them and the coroutines; while it
 * is full, the socket is not read.
 */
public final class WebSocketTransport implements Transport {
  private static final int WAITING = 2;

  private final WebSocketChannel socket;
  private final Channel<byte[]> received = Channel.buffered(WAITING);
  private volatile int limit;

  /**
   * @param socket the WebSocket, which the transport closes
   * @param limit the most bytes of a message
   */
  public WebSocketTransport(WebSocketChannel socket, int limit) {
    this.socket = socket;
    this.limit = limit;
    socket.getReceiveSetter().set(new Listener());
    socket.addCloseTask(closed -> received.close()); // also if it ends without a word
  }

  /** Begins to receive. */
  public void start() {
    socket.resumeReceives();
  }

  private final class Listener extends AbstractReceiveListener {
    @Override
    protected long getMaxTextBufferSize() {
      return 4L * limit; // counted roughly; the exact limit is below
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      byte[] bytes = message.getData().getBytes(StandardCharsets.UTF_8);
      if (bytes.length > limit) {
        end(new ProtocolException(ErrorCode.TOO_LARGE, "the limit is " + limit + " bytes"));
      } else if (bytes.length == 0) {
        end(new ProtocolException(ErrorCode.MALFORMED, "an empty message"));
      } else {
        received(bytes);
      }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
      message.getData().free();
      end(new ProtocolException(ErrorCode.MALFORMED, "not a text"));
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
      received.close(error);
      super.onError(channel, error);
    }

    @Override
    protected void onCloseMessage(CloseMessage close, WebSocketChannel channel) {
      received.close();
    }

    @Override
    protected void onClose(WebSocketChannel channel, StreamSourceFrameChannel frame)
        throws IOException {
      received.close();
      super.onClose(channel, frame);
    }
  }

  private void received(byte[] message) {
    try {
      socket.suspendReceives(); // until the coroutine asks for more
      received.trySend(message);
    } catch (ChannelClosedException e) {
      socket.resumeReceives(); // what comes is dropped
    }
  }

  private void end(ProtocolException refused) {
    received.close(refused);
  }

  @Override
  @Suspendable
  public Task<byte[]> receive() throws IOException, ProtocolException {
    try {
      byte[] message = received.tryReceive();
      if (message == null) {
        socket.resumeReceives();
        message = await(received.receiveOrNull());
      }
      return Task.of(message);
    } catch (ChannelClosedException e) {
      if (e.getCause() instanceof ProtocolException refused) {
        throw refused;
      }
      throw new IOException(e.getCause());
    }
  }

  @Override
  @Suspendable
  public Task<Void> send(List<byte[]> messages) throws IOException {
    for (byte[] message : messages) {
      Completion sent = new Completion();
      WebSockets.sendText(ByteBuffer.wrap(message), socket, sent);
      await(sent.future, IOException.class);
    }
    return Task.completed();
  }

  @Override
  @Suspendable
  public Task<Void> finish() throws IOException {
    Completion sent = new Completion();
    WebSockets.sendClose(CloseMessage.NORMAL_CLOSURE, "", socket, sent);
    await(sent.future, IOException.class);
    return Task.completed();
  }

  /** The callback of an operation of Undertow, as a future. */
  private static final class Completion implements WebSocketCallback<Void> {
    final CompletableFuture<Void> future = new CompletableFuture<>();

    @Override
    public void complete(WebSocketChannel channel, Void nothing) {
      future.complete(null);
    }

    @Override
    public void onError(WebSocketChannel channel, Void nothing, Throwable error) {
      future.completeExceptionally(error);
    }
  }

  @Override
  @Suspendable
  public Task<Void> discard() {
    received.close();
    received.drain();
    socket.resumeReceives();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    socket.addCloseTask(channel -> closed.complete(null));
    await(closed);
    return Task.completed();
  }

  @Override
  public void limit(int bytes) {
    limit = bytes;
  }

  @Override
  public String peer() {
    return String.valueOf(socket.getSourceAddress());
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
