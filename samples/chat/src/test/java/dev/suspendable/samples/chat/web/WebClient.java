package dev.suspendable.samples.chat.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client on the WebSocket of the JDK. */
final class WebClient implements WebSocket.Listener {
  private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  static WebClient connect(HttpClient http, URI uri, String origin) {
    WebClient client = new WebClient();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  void send(Request request) {
    sendText(new String(Json.encode(request), UTF_8));
  }

  void sendText(String message) {
    socket.sendText(message, true).join();
  }

  /** Begins to send what the server may not take. */
  void trySendText(String message) {
    socket.sendText(message, true);
  }

  void sendBinary(ByteBuffer message) {
    socket.sendBinary(message, true).join();
  }

  void abort() {
    socket.abort();
  }

  /** Waits for the next event; null at the end. */
  Event receive() throws InterruptedException {
    Optional<Event> event = events.poll(20, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing has come");
    }
    return event.orElse(null);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      events.add(Optional.of(Json.event(text.toString().getBytes(UTF_8))));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    events.add(Optional.empty());
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    events.add(Optional.empty());
  }
}
