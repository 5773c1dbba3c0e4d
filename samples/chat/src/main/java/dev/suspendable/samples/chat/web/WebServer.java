package dev.suspendable.samples.chat.web;

import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.samples.chat.net.WebSocketTransport;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.observe.Shown;
import dev.suspendable.samples.chat.server.ChatServer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.xnio.IoUtils;

/** The page and its WebSocket, {@code /metrics} and {@code /dump}. */
public final class WebServer implements AutoCloseable {
  private static final int FRAME = 64 * 1024;
  private static final int REQUEST_TIME = 10_000;

  private final Undertow undertow;

  private WebServer(Undertow undertow) {
    this.undertow = undertow;
  }

  /**
   * Starts it.
   *
   * @param address where it listens; the port 0 takes a free one
   */
  public static WebServer start(InetSocketAddress address, ChatServer server, Metrics metrics)
      throws IOException {
    String page = resource("chat.html");
    HttpHandler socket = Handlers.websocket(new Connecting(server));
    PathHandler paths =
        Handlers.path()
            .addExactPath("/", exchange -> send(exchange, "text/html", page))
            .addExactPath("/chat", exchange -> connect(exchange, socket))
            .addExactPath("/metrics", exchange -> send(exchange, "text/plain", metrics.text()))
            .addExactPath(
                "/dump",
                exchange ->
                    send(exchange, "text/plain", CoroutineRegistry.dump(Shown::of).toString()));
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(address.getPort(), address.getHostString())
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, REQUEST_TIME)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_TIME)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 0L)
            .setIoThreads(1)
            .setWorkerThreads(2)
            .setHandler(paths)
            .build();
    undertow.start();
    return new WebServer(undertow);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = WebServer.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static void send(HttpServerExchange exchange, String type, String text) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type + "; charset=utf-8");
    exchange.getResponseSender().send(text);
  }

  /** Pages of other servers may not use the browser of someone here. */
  private static void connect(HttpServerExchange exchange, HttpHandler socket) throws Exception {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (origin != null && !exchange.getHostAndPort().equals(URI.create(origin).getAuthority())) {
      exchange.setStatusCode(StatusCodes.FORBIDDEN).endExchange();
    } else {
      socket.handleRequest(exchange);
    }
  }

  private record Connecting(ChatServer server) implements WebSocketConnectionCallback {
    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel socket) {
      WebSocketTransport transport = new WebSocketTransport(socket, FRAME);
      if (server.serve(transport)) {
        transport.start();
      } else {
        IoUtils.safeClose(socket);
      }
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
