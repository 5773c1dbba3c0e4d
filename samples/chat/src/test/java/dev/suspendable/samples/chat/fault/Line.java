package dev.suspendable.samples.chat.fault;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.FrameDecoder;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.sync.AsyncMutex;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** A connection of a client: requests, their answers, and messages that come without a request. */
final class Line {
  private final AsynchronousSocketChannel socket;
  private final Consumer<Event.Posted> onMessage;
  private final AsyncMutex writing = new AsyncMutex();
  private final Map<Long, CompletableFuture<Event>> asked = new HashMap<>(); // guarded by itself
  private long lastId;

  Line(AsynchronousSocketChannel socket, Consumer<Event.Posted> onMessage) {
    this.socket = socket;
    this.onMessage = onMessage;
  }

  /**
   * Sends a request, and waits for its answer.
   *
   * @param request makes the request with an id
   */
  @Suspendable
  Task<Event> ask(LongFunction<Request> request) throws IOException {
    CompletableFuture<Event> answer = new CompletableFuture<>();
    try (var held = await(writing.lock())) { // the ids have to increase
      long id = ++lastId;
      synchronized (asked) {
        asked.put(id, answer);
      }
      ByteBuffer frame = Frames.of(Json.encode(request.apply(id)));
      while (frame.hasRemaining()) {
        await(AsyncChannels.write(socket, frame));
      }
    }
    return Task.of(await(answer));
  }

  /** Takes what comes, until the connection ends; that is an exception. */
  @Suspendable
  Task<Void> read() throws IOException {
    FrameDecoder decoder = new FrameDecoder(Frames.LIMIT);
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (true) {
      if (await(AsyncChannels.read(socket, buffer.clear())) < 0) {
        throw new EOFException("the server has closed the connection");
      }
      buffer.flip();
      try {
        for (byte[] frame; (frame = decoder.decode(buffer)) != null; ) {
          take(Json.event(frame));
        }
      } catch (ProtocolException e) {
        throw new IOException("the server sends what is no frame", e);
      }
    }
  }

  private void take(Event event) throws IOException {
    if (event instanceof Event.Posted message) {
      onMessage.accept(message);
    } else if (event instanceof Event.Bye bye) {
      throw new EOFException("the server says: " + bye.reason());
    } else {
      CompletableFuture<Event> answer;
      synchronized (asked) {
        answer = asked.remove(re(event));
      }
      if (answer != null) {
        answer.complete(event);
      }
    }
  }

  private static long re(Event event) {
    if (event instanceof Event.Welcome welcome) {
      return welcome.re();
    } else if (event instanceof Event.Joined joined) {
      return joined.re();
    } else if (event instanceof Event.Sent sent) {
      return sent.re();
    } else if (event instanceof Event.Pong pong) {
      return pong.re();
    } else if (event instanceof Event.Failed failed) {
      return failed.re();
    }
    throw new IllegalArgumentException("not asked for: " + event);
  }
}
