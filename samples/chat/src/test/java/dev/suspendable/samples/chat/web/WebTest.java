package dev.suspendable.samples.chat.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.debug.CoroutineRegistry;
import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.ChatServer;
import dev.suspendable.samples.chat.server.Limits;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The web server, with the WebSocket client of the JDK. */
class WebTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ROOM = "room";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Limits limits = new Limits();
  private ChatServer server;
  private WebServer web;

  @BeforeEach
  void start() throws IOException {
    CoroutineRegistry.enable();
    Metrics metrics = Metrics.create();
    server = ChatServer.start(loopback(), new InMemoryStore(), limits, metrics);
    web = WebServer.start(loopback(), server, metrics);
  }

  @AfterEach
  void end() throws Exception {
    server.drain();
    server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    web.close();
    CoroutineRegistry.disable();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private String authority() {
    return web.address().getHostString() + ":" + web.address().getPort();
  }

  private WebClient connect() {
    return WebClient.connect(http, URI.create("ws://" + authority() + "/chat"), null);
  }

  private WebClient member(String user) throws Exception {
    WebClient client = connect();
    client.send(new Request.Register(1, user, "secret of " + user));
    assertThat(client.receive()).isInstanceOf(Event.Welcome.class);
    client.send(new Request.Join(2, ROOM, null));
    assertThat(client.receive()).isInstanceOf(Event.Joined.class);
    return client;
  }

  private String get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + authority() + path)).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void browsersAndSocketsTalkToEachOther() throws Exception {
    WebClient ada = member("ada");
    WebClient grace = member("grace");
    try (ChatClient joan = new ChatClient(server.address(), PATIENCE)) {
      joan.send(new Request.Register(1, "joan", "secret"));
      joan.send(new Request.Join(2, ROOM, null));
      joan.receive(Event.Joined.class);

      ada.send(new Request.Send(3, ROOM, "k", "hello \u20ac"));
      assertThat(grace.receive())
          .isInstanceOfSatisfying(
              Event.Posted.class, posted -> assertThat(posted.text()).isEqualTo("hello \u20ac"));
      assertThat(joan.receive(Event.Posted.class).text()).isEqualTo("hello \u20ac");
      joan.send(new Request.Send(3, ROOM, "k", "hi"));
      assertThat(grace.receive())
          .isInstanceOfSatisfying(
              Event.Posted.class, posted -> assertThat(posted.user()).isEqualTo("joan"));
    }
  }

  @Test
  void manyMessagesAtOnceKeepTheirOrder() throws Exception {
    WebClient ada = member("ada");
    for (int i = 1; i <= 90; i++) {
      ada.send(new Request.Send(i + 2, ROOM, "k" + i, "text " + i));
    }
    int heard = 0;
    while (heard < 90) {
      if (ada.receive() instanceof Event.Posted posted) {
        assertThat(posted.text()).isEqualTo("text " + ++heard);
      }
    }
  }

  @Test
  void whatIsNotOfTheProtocolIsRefused() throws Exception {
    WebClient oversized = connect();
    oversized.sendText("x".repeat(5000));
    assertThat(((Event.Failed) oversized.receive()).code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(oversized.receive()).isEqualTo(new Event.Bye("too-large"));
    assertThat(oversized.receive()).isNull();

    WebClient huge = connect();
    huge.trySendText("x".repeat(1_000_000));
    assertThat(huge.receive()).isNull(); // Undertow has closed it

    WebClient binary = connect();
    binary.sendBinary(ByteBuffer.allocate(10));
    assertThat(((Event.Failed) binary.receive()).code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(binary.receive()).isEqualTo(new Event.Bye("malformed"));

    WebClient text = connect();
    text.sendText("{");
    assertThat(((Event.Failed) text.receive()).code()).isEqualTo(ErrorCode.MALFORMED);
    text.abort();
    awaitNoConnections();
  }

  @Test
  void pagesOfOtherServersMayNotConnect() {
    URI uri = URI.create("ws://" + authority() + "/chat");
    assertThatThrownBy(() -> WebClient.connect(http, uri, "http://elsewhere.example"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    WebClient.connect(http, uri, "http://" + authority()).abort();
  }

  @Test
  void aShutdownSaysGoodbye() throws Exception {
    WebClient ada = member("ada");
    server.drain();
    assertThat(ada.receive()).isEqualTo(new Event.Bye("shutdown"));
    assertThat(ada.receive()).isNull();
  }

  @Test
  void aClientThatVanishesIsForgotten() throws Exception {
    WebClient ada = member("ada");
    ada.abort();
    awaitNoConnections();
  }

  private void awaitNoConnections() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.connections() > 0) {
      assertThat(System.nanoTime()).as("%s connections", server.connections()).isLessThan(end);
      Thread.sleep(1);
    }
  }

  @Test
  void metricsAreText() throws Exception {
    WebClient ada = member("ada");
    ada.send(new Request.Ping(3));
    assertThat(ada.receive()).isInstanceOf(Event.Pong.class);
    assertThat(get("/metrics"))
        .contains("chat_connections 1")
        .contains("chat_rooms 1")
        .contains("chat_requests_seconds_count{outcome=\"ok\",type=\"ping\"} 1")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void theDumpShowsWhatEachConnectionWaitsFor() throws Exception {
    member("ada");
    String dump = get("/dump");
    assertThat(dump)
        .contains("connection 1")
        .contains("Connection.read")
        .contains("Connection.handle")
        .contains("Connection.write")
        .contains("Connection.watch")
        .contains("Room.pump")
        .containsPattern("Connection.write[^\\n]*suspended at Connection.java:\\d+")
        .doesNotContain("secret");
  }

  @Test
  void thePageIsThere() throws Exception {
    assertThat(get("/")).contains("<title>Chat</title>");
  }
}
