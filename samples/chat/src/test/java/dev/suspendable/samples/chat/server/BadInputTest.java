package dev.suspendable.samples.chat.server;

import static dev.suspendable.samples.chat.server.ServerFixture.join;
import static dev.suspendable.samples.chat.server.ServerFixture.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Input that is wrong gets an error or a close, and harms no other client. */
class BadInputTest {
  private static final String ROOM = "room";

  private final Limits limits = new Limits();
  private ServerFixture fixture;
  private ChatClient ada;

  @BeforeEach
  void start() throws IOException {
    limits.frameTime = Duration.ofMillis(200);
    limits.requestsPerSecond = 0.001;
    limits.burst = 20;
    limits.refusals = 3;
    fixture = new ServerFixture(limits);
    ada = fixture.member("ada", ROOM);
  }

  /** The server is well, and another user can talk. */
  @AfterEach
  void theOthersAreServed() throws Exception {
    assertThat(post(ada, ROOM, "last", "still here").seq()).isPositive();
    ada.send(new Request.Ping(ada.nextId()));
    assertThat(ada.receive(Event.Pong.class)).isNotNull();
    fixture.awaitConnections(1);
    fixture.close();
  }

  @Test
  void aMalformedMessageIsAnswered() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.sendBytes(Frames.of("{".getBytes(UTF_8)).array());
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.MALFORMED);
      mallory.send(new Request.Ping(1));
      assertThat(mallory.receive()).isEqualTo(new Event.Pong(1));
    }
  }

  @Test
  void whoDoesNotListenToErrorsIsClosed() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      for (int i = 0; i < 4; i++) {
        mallory.sendBytes(Frames.of("{".getBytes(UTF_8)).array());
        assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.MALFORMED);
      }
      assertThat(mallory.receive()).isEqualTo(new Event.Bye("too many errors"));
      assertThat(mallory.receive()).isNull();
    }
  }

  @Test
  void anUnknownTypeIsAnswered() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.sendBytes(Frames.of("{\"id\":7,\"type\":\"fly\"}".getBytes(UTF_8)).array());
      assertThat(mallory.receive())
          .isEqualTo(new Event.Failed(7, ErrorCode.UNKNOWN_TYPE, "no such type"));
    }
  }

  @Test
  void anOversizedFrameIsRefusedByItsLength() throws Exception {
    try (ChatClient mallory = fixture.user("mallory")) {
      mallory.sendBytes(ByteBuffer.allocate(4).putInt(Frames.LIMIT + 1).array());
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(mallory.receive()).isEqualTo(new Event.Bye("too-large"));
      assertThat(mallory.receive()).isNull();
    }
  }

  @Test
  void theErrorArrivesAlsoIfTheClientGoesOnSending() throws Exception {
    try (ChatClient mallory = fixture.user("mallory")) {
      mallory.sendBytes(ByteBuffer.allocate(4).putInt(Frames.LIMIT + 1).array());
      mallory.sendBytes(new byte[1_000_000]);
      mallory.finish();
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(mallory.receive()).isEqualTo(new Event.Bye("too-large"));
    }
  }

  @Test
  void beforeTheLoginFramesAreSmall() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.sendBytes(ByteBuffer.allocate(4).putInt(5000).array());
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
  }

  @Test
  void aLengthLessThanZeroIsRefused() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.sendBytes(new byte[] {-1, -1, -1, -1});
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
  }

  @Test
  void aSlowLorisIsClosed() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      byte[] frame = Frames.of(Json.encode(new Request.Ping(1))).array();
      mallory.sendBytes(new byte[] {frame[0], frame[1], frame[2], frame[3], frame[4]});
      assertThat(endOf(mallory)).isNull(); // without a word: its socket was closed in a read
    }
  }

  @Test
  void aFrameThatEndsInTheMiddleIsNothing() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.sendBytes(new byte[] {0, 0, 1, 0, '{'});
      mallory.finish();
      assertThat(mallory.receive()).isNull();
    }
  }

  @Test
  void withoutALoginNothingIsDone() throws Exception {
    try (ChatClient mallory = fixture.connect()) {
      mallory.send(new Request.Send(1, ROOM, "k", "text"));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      mallory.send(new Request.History(2, ROOM, null, 10));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
      mallory.send(new Request.Join(3, ROOM, null));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
  }

  @Test
  void aReplayedRequestIsRefused() throws Exception {
    try (ChatClient mallory = fixture.member("mallory", ROOM)) {
      byte[] frame = Frames.of(Json.encode(new Request.Send(10, ROOM, "k", "text"))).array();
      mallory.sendBytes(frame);
      assertThat(mallory.receive(Event.Sent.class).seq()).isEqualTo(1);
      mallory.sendBytes(frame);
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.REPLAYED);
      mallory.send(new Request.Ping(9));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.REPLAYED);
      mallory.send(new Request.Ping(11));
      assertThat(mallory.receive(Event.Pong.class).re()).isEqualTo(11);
    }
  }

  @Test
  void aSecondLoginIsRefused() throws Exception {
    try (ChatClient mallory = fixture.user("mallory")) {
      mallory.send(new Request.Login(mallory.nextId(), "ada", "secret of ada"));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.INVALID);
    }
  }

  @Test
  void aRoomThatIsJoinedTwiceIsJoinedOnce() throws Exception {
    try (ChatClient mallory = fixture.member("mallory", ROOM)) {
      mallory.send(new Request.Join(mallory.nextId(), ROOM, 0L));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.INVALID);
    }
  }

  @Test
  void aNumberThatTheRoomHasNotReachedIsInvalid() throws Exception {
    try (ChatClient mallory = fixture.user("mallory")) {
      mallory.send(new Request.Join(mallory.nextId(), "another", 5L));
      assertThat(mallory.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.INVALID);
      assertThat(join(mallory, "another", 0L).last()).isZero();
    }
  }

  @Test
  void keysOfOneUserAreNotThoseOfAnother() throws Exception {
    try (ChatClient mallory = fixture.member("mallory", ROOM)) {
      post(ada, ROOM, "key", "of ada");
      Event.Sent sent = post(mallory, ROOM, "key", "of mallory");
      assertThat(sent.seq()).isEqualTo(2);
    }
  }

  @Test
  void aUserIsLimitedOnAllConnectionsTogether() throws Exception {
    try (ChatClient one = fixture.user("mallory");
        ChatClient other = fixture.connect()) {
      other.send(new Request.Login(1, "mallory", "secret of mallory"));
      other.receive(Event.Welcome.class);
      for (int i = 0; i < 10; i++) {
        one.send(new Request.Ping(one.nextId()));
        other.send(new Request.Ping(i + 2));
        assertThat(one.receive()).isInstanceOf(Event.Pong.class);
        assertThat(other.receive()).isInstanceOf(Event.Pong.class);
      }
      one.send(new Request.Ping(one.nextId()));
      assertThat(one.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.RATE_LIMITED);
      other.send(new Request.Ping(100));
      assertThat(other.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }
  }

  /** Whatever comes, the server answers, closes, or waits for more; see `theOthersAreServed`. */
  @Test
  void randomBytesHarmNothing() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      try (ChatClient mallory = fixture.connect()) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
          ByteBuffer.wrap(bytes).put(new byte[Math.min(3, bytes.length)]);
        }
        mallory.sendBytes(bytes);
        mallory.finish();
        for (Event e = endOf(mallory); e != null; e = endOf(mallory)) {
          assertThat(e).isInstanceOfAny(Event.Failed.class, Event.Bye.class);
        }
      }
    }
  }

  private static Event endOf(ChatClient client) throws IOException {
    try {
      return client.receive();
    } catch (SocketException e) { // the connection was reset
      return null;
    }
  }
}
