package dev.suspendable.samples.chat.server;

import static dev.suspendable.samples.chat.server.ServerFixture.join;
import static dev.suspendable.samples.chat.server.ServerFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients on real sockets say to the server and hear from it. */
class ConversationTest {
  private static final String ROOM = "room";

  private ServerFixture fixture;

  @BeforeEach
  void start() throws IOException {
    Limits limits = new Limits();
    limits.requestsPerSecond = 1_000_000;
    limits.burst = 1_000_000;
    fixture = new ServerFixture(limits);
  }

  @AfterEach
  void end() throws Exception {
    fixture.close();
  }

  @Test
  void aMessageReachesAllMembersAndItsAuthor() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", ROOM);

    Event.Sent sent = post(ada, ROOM, "k1", "hello");

    Event.Posted expected = new Event.Posted(ROOM, 1, "ada", "hello", sent.time());
    assertThat(sent.seq()).isEqualTo(1);
    assertThat(ada.receive()).isEqualTo(expected);
    assertThat(grace.receive()).isEqualTo(expected);
  }

  @Test
  void aMessageDoesNotReachOtherRooms() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", "other");
    post(ada, ROOM, "k1", "hello");
    join(ada, "other", null);
    post(ada, "other", "k2", "hi");

    assertThat(grace.receive())
        .isInstanceOfSatisfying(
            Event.Posted.class, posted -> assertThat(posted.text()).isEqualTo("hi"));
  }

  @Test
  void aRepeatedSendIsAnsweredAgainAndDeliversNothing() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", ROOM);
    Event.Sent first = post(ada, ROOM, "k1", "hello");
    Event.Sent second = post(ada, ROOM, "k1", "hello");
    post(ada, ROOM, "k2", "bye");

    assertThat(second.seq()).isEqualTo(first.seq());
    assertThat(second.time()).isEqualTo(first.time());
    assertThat(texts(grace, 2)).containsExactly("hello", "bye");
  }

  @Test
  void whoComesBackGetsWhatItHasMissed() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    for (int i = 1; i <= 200; i++) {
      post(ada, ROOM, "k" + i, "text " + i);
    }
    ChatClient grace = fixture.user("grace");

    assertThat(join(grace, ROOM, 10L).last()).isEqualTo(200);
    assertThat(numbers(grace, 190)).containsExactlyElementsOf(range(11, 200));
    post(ada, ROOM, "k201", "live");
    assertThat(numbers(grace, 1)).containsExactly(201L);
  }

  @Test
  void aTokenIsAsGoodAsAPassword() throws Exception {
    ChatClient ada = fixture.connect();
    ada.send(new Request.Register(1, "ada", "secret"));
    Event.Welcome welcome = ada.receive(Event.Welcome.class);
    ada.close();

    ChatClient again = fixture.connect();
    again.send(new Request.Resume(1, welcome.token()));
    assertThat(again.receive(Event.Welcome.class).user()).isEqualTo("ada");
    ChatClient byPassword = fixture.connect();
    byPassword.send(new Request.Login(1, "ada", "secret"));
    assertThat(byPassword.receive(Event.Welcome.class).user()).isEqualTo("ada");
  }

  @Test
  void wrongCredentialsAreRefused() throws Exception {
    fixture.user("ada");
    ChatClient mallory = fixture.connect();
    mallory.send(new Request.Login(1, "ada", "guess"));
    mallory.send(new Request.Login(2, "nobody", "guess"));
    mallory.send(new Request.Resume(3, "guess"));
    mallory.send(new Request.Join(4, ROOM, null));
    mallory.send(new Request.Register(5, "ada", "guess"));

    List<ErrorCode> codes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      codes.add(mallory.receive(Event.Failed.class).code());
    }
    assertThat(codes)
        .containsExactly(
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.INVALID);
  }

  @Test
  void aRoomThatWasNotJoinedIsForbidden() throws Exception {
    ChatClient ada = fixture.user("ada");
    ada.send(new Request.Send(ada.nextId(), ROOM, "k", "text"));
    ada.send(new Request.History(ada.nextId(), ROOM, null, 10));
    ada.send(new Request.Leave(ada.nextId(), ROOM));
    for (int i = 0; i < 3; i++) {
      assertThat(ada.receive(Event.Failed.class).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void whoHasLeftGetsNothing() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    ChatClient grace = fixture.member("grace", ROOM);
    grace.send(new Request.Leave(grace.nextId(), ROOM));
    assertThat(grace.receive()).isInstanceOf(Event.Left.class);
    post(ada, ROOM, "k", "text");
    grace.send(new Request.Ping(grace.nextId()));

    assertThat(grace.receive()).isInstanceOf(Event.Pong.class);
  }

  @Test
  void historyGoesBackwardsInPages() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    for (int i = 1; i <= 30; i++) {
      post(ada, ROOM, "k" + i, "text " + i);
    }
    List<Long> seen = new ArrayList<>();
    Long before = null;
    while (seen.size() < 30) {
      ada.send(new Request.History(ada.nextId(), ROOM, before, 12));
      List<Long> page =
          ada.receive(Event.Page.class).messages().stream().map(Event.Posted::seq).toList();
      seen.addAll(0, page);
      before = page.get(0);
    }
    assertThat(seen).containsExactlyElementsOf(range(1, 30));
  }

  @Test
  void aPageOfLongMessagesIsCutToFitIntoAFrame() throws Exception {
    ChatClient ada = fixture.member("ada", ROOM);
    for (int i = 1; i <= 30; i++) {
      post(ada, ROOM, "k" + i, "\u20ac".repeat(2000));
    }
    ada.send(new Request.History(ada.nextId(), ROOM, null, 100));
    List<Event.Posted> page = ada.receive(Event.Page.class).messages();
    assertThat(page.size()).isBetween(5, 12);
    assertThat(page.get(page.size() - 1).seq()).isEqualTo(30);
  }

  @Test
  void manyAuthorsAtOnceAreHeardInOneOrderWithoutGaps() throws Exception {
    int authors = 8;
    int each = 50;
    List<ChatClient> members = new ArrayList<>();
    for (int i = 0; i < authors; i++) {
      members.add(fixture.member("user" + i, ROOM));
    }
    List<CompletableFuture<List<Event.Posted>>> heard = new ArrayList<>();
    for (ChatClient member : members) {
      heard.add(
          CompletableFuture.supplyAsync(
              () -> unchecked(() -> talk(member, each, authors * each)),
              work -> new Thread(work).start()));
    }
    List<Event.Posted> first = heard.get(0).get();
    assertThat(first).extracting(Event.Posted::seq).containsExactlyElementsOf(range(1, 400));
    for (CompletableFuture<List<Event.Posted>> other : heard) {
      assertThat(other.get()).isEqualTo(first);
    }
  }

  /** Sends, and hears, all at once. */
  private static List<Event.Posted> talk(ChatClient client, int count, int all) throws IOException {
    for (int i = 0; i < count; i++) {
      client.send(new Request.Send(client.nextId(), ROOM, "key-" + i, "text " + i));
    }
    List<Event.Posted> heard = new ArrayList<>();
    while (heard.size() < all) {
      heard.add(client.receive(Event.Posted.class));
    }
    return heard;
  }

  private interface Io<T> {
    T get() throws IOException;
  }

  private static <T> T unchecked(Io<T> io) {
    try {
      return io.get();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> texts(ChatClient client, int count) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(client.receive(Event.Posted.class).text());
    }
    return texts;
  }

  private static List<Long> numbers(ChatClient client, int count) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(client.receive(Event.Posted.class).seq());
    }
    return numbers;
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
