package dev.suspendable.samples.chat.server;

import static dev.suspendable.samples.chat.server.ServerFixture.join;
import static dev.suspendable.samples.chat.server.ServerFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server does when there is too much, or when it takes too long. */
class LimitsTest {
  private static final String ROOM = "room";
  private static final String LONG = "\u20ac".repeat(2000);

  private final Limits limits = new Limits();
  private final GatedStore store = new GatedStore();
  private ServerFixture fixture;

  private void start() throws IOException {
    limits.requestsPerSecond = 1_000_000;
    limits.burst = 1_000_000;
    fixture = new ServerFixture(limits, store);
  }

  @AfterEach
  void end() throws Exception {
    store.open();
    fixture.close();
  }

  @Test
  void oneConnectionTooManyIsToldSo() throws Exception {
    limits.connections = 2;
    start();
    ChatClient ada = fixture.user("ada");
    ChatClient grace = fixture.user("grace");
    ChatClient late = fixture.connect();

    assertThat(late.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(late.receive()).isEqualTo(new Event.Bye("overloaded"));
    assertThat(late.receive()).isNull();
    ada.close();
    fixture.awaitConnections(1);
    fixture.user("joan");
    grace.send(new Request.Ping(grace.nextId()));
    assertThat(grace.receive()).isInstanceOf(Event.Pong.class);
  }

  @Test
  void whoDoesNotLogInIsClosed() throws Exception {
    limits.handshake = Duration.ofMillis(100);
    start();
    ChatClient client = fixture.connect();
    client.send(new Request.Ping(1));
    assertThat(client.receive()).isEqualTo(new Event.Pong(1));
    assertThat(client.receive()).isEqualTo(new Event.Bye("no login"));
    assertThat(client.receive()).isNull();
  }

  @Test
  void whoSaysNothingIsClosed() throws Exception {
    limits.handshake = Duration.ofMillis(50);
    limits.idle = Duration.ofMillis(100);
    start();
    ChatClient client = fixture.user("ada");
    assertThat(client.receive()).isEqualTo(new Event.Bye("idle"));
    assertThat(client.receive()).isNull();
  }

  @Test
  void aRequestThatTakesTooLongIsAnswered() throws Exception {
    limits.request = Duration.ofMillis(50);
    start();
    ChatClient ada = fixture.member("ada", ROOM);
    store.shut();
    ada.send(new Request.History(ada.nextId(), ROOM, null, 10));
    assertThat(ada.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TIMEOUT);
    store.open();
    ada.send(new Request.History(ada.nextId(), ROOM, null, 10));
    assertThat(ada.receive(Event.Page.class).messages()).isEmpty();
  }

  @Test
  void aMessageThatIsCommittedAfterTheTimeoutIsDelivered() throws Exception {
    limits.request = Duration.ofMillis(50);
    start();
    ChatClient ada = fixture.member("ada", ROOM);
    store.shut();
    ada.send(new Request.Send(ada.nextId(), ROOM, "k", "text"));
    assertThat(ada.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.TIMEOUT);
    store.open();
    assertThat(ada.receive(Event.Posted.class).text()).isEqualTo("text");
    assertThat(post(ada, ROOM, "k", "text").seq()).isEqualTo(1); // asked again
  }

  @Test
  void aMessageOfAClientThatIsGoneIsDelivered() throws Exception {
    start();
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", ROOM);
    store.shut();
    ada.send(new Request.Send(ada.nextId(), ROOM, "k", "the last words"));
    store.awaitWaiting(1);
    ada.vanish();
    fixture.awaitConnections(1);
    store.open();
    assertThat(grace.receive(Event.Posted.class).text()).isEqualTo("the last words");
  }

  @Test
  void tooManyRequestsInProgressAreRefused() throws Exception {
    limits.requests = 2;
    start();
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", ROOM);
    ChatClient joan = fixture.member("joan", ROOM);
    store.shut();
    ada.send(new Request.History(ada.nextId(), ROOM, null, 10));
    grace.send(new Request.History(grace.nextId(), ROOM, null, 10));
    store.awaitWaiting(2);
    joan.send(new Request.History(joan.nextId(), ROOM, null, 10));
    assertThat(joan.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.OVERLOADED);
    store.open();
    assertThat(ada.receive(Event.Page.class)).isNotNull();
    assertThat(grace.receive(Event.Page.class)).isNotNull();
  }

  @Test
  void aReaderThatIsTooSlowStopsItsRoomForALimitedTime() throws Exception {
    limits.outgoing = 4;
    limits.slowReader = Duration.ofMillis(300);
    start();
    fixture.member("slow", ROOM); // and reads no more
    ChatClient ada = fixture.member("ada", ROOM);
    int sent = 0;
    while (fixture.server.connections() == 2) { // until the buffers on the way are full
      post(ada, ROOM, "k" + ++sent, LONG);
      ada.receive(Event.Posted.class);
      assertThat(sent).isLessThan(100_000);
    }
    assertThat(fixture.meters.counter("chat.readers.waited.for").count()).isPositive();
    post(ada, ROOM, "after", "quick again");
  }

  @Test
  void anAuthorWaitsForASlowReader() throws Exception {
    limits.outgoing = 4;
    limits.slowReader = Duration.ofHours(1);
    start();
    ChatClient slow = fixture.member("slow", ROOM);
    ChatClient ada = fixture.member("ada", ROOM);
    AtomicBoolean isEnough = new AtomicBoolean();
    CompletableFuture<Integer> said = new CompletableFuture<>();
    new Thread(() -> sayUntil(isEnough, ada, said)).start();
    while (fixture.meters.counter("chat.readers.waited.for").count() == 0) {
      Thread.sleep(1);
      assertThat(said).isNotDone();
    }
    isEnough.set(true);

    int seq = 0;
    while (!said.isDone() || seq < said.get()) {
      assertThat(slow.receive(Event.Posted.class).seq()).isEqualTo(++seq);
    }
  }

  private static void sayUntil(
      AtomicBoolean isEnough, ChatClient author, CompletableFuture<Integer> said) {
    try {
      int count = 0;
      while (!isEnough.get()) {
        post(author, ROOM, "k" + ++count, LONG);
        author.receive(Event.Posted.class);
      }
      said.complete(count);
    } catch (IOException | RuntimeException e) {
      said.completeExceptionally(e);
    }
  }

  @Test
  void aConnectionHasALimitedNumberOfRooms() throws Exception {
    limits.rooms = 2;
    start();
    ChatClient ada = fixture.member("ada", "one");
    join(ada, "two", null);
    ada.send(new Request.Join(ada.nextId(), "three", null));
    assertThat(ada.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    ada.send(new Request.Leave(ada.nextId(), "one"));
    join(ada, "three", null);
  }

  @Test
  void aMistakeOfTheServerIsAnAnswer() throws Exception {
    start();
    ChatClient ada = fixture.member("ada", ROOM);
    store.failWith(new IllegalStateException("a secret of the server"));
    ada.send(new Request.History(ada.nextId(), ROOM, null, 10));
    Event.Failed failed = ada.receive(Event.Failed.class);
    assertThat(failed.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failed.message()).doesNotContain("secret");
    store.failWith(null);
    assertThat(post(ada, ROOM, "k", "text").seq()).isEqualTo(1);
  }

  @Test
  void loginsWaitForEachOther() throws Exception {
    limits.logins = 1;
    start();
    fixture.user("ada").close();
    store.shut();
    ChatClient one = fixture.connect();
    ChatClient other = fixture.connect();
    one.send(new Request.Login(1, "ada", "secret of ada"));
    store.awaitWaiting(1);
    other.send(new Request.Login(1, "ada", "secret of ada"));
    other.send(new Request.Ping(2)); // behind the login
    assertThat(store.waiting()).isEqualTo(1);
    store.open();
    assertThat(one.receive()).isInstanceOf(Event.Welcome.class);
    assertThat(other.receive()).isInstanceOf(Event.Welcome.class);
    assertThat(other.receive()).isInstanceOf(Event.Pong.class);
  }
}
