package dev.suspendable.samples.chat.server;

import static dev.suspendable.samples.chat.server.ServerFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of the server: first in order, then at once. */
class ShutdownTest {
  private static final String ROOM = "room";

  private final Limits limits = new Limits();
  private final GatedStore store = new GatedStore();

  @Test
  void whatIsInProgressIsAnswered() throws Exception {
    try (ServerFixture fixture = new ServerFixture(limits, store)) {
      ChatClient ada = fixture.member("ada", ROOM);
      ChatClient grace = fixture.member("grace", ROOM);
      store.shut();
      ada.send(new Request.Send(ada.nextId(), ROOM, "k", "last"));
      store.awaitWaiting(1);
      fixture.server.drain();
      assertThat(grace.receive()).isEqualTo(new Event.Bye("shutdown"));
      assertThat(fixture.server.ended()).isNotDone();
      store.open();

      assertThat(ada.receive(Event.Sent.class).seq()).isEqualTo(1);
      assertThat(ada.receive(Event.Bye.class)).isEqualTo(new Event.Bye("shutdown"));
      assertThat(ada.receive(Event.Posted.class).text()).isEqualTo("last");
      assertThat(ada.receive()).isNull();
    }
    assertThat(store.isClosed()).isTrue();
  }

  @Test
  void newConnectionsAreRefused() throws Exception {
    try (ServerFixture fixture = new ServerFixture(limits, store)) {
      ChatClient ada = fixture.member("ada", ROOM);
      fixture.server.drain();
      assertThat(ada.receive()).isInstanceOf(Event.Bye.class);
      assertThatThrownBy(fixture::connect).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void newRequestsAreNotTaken() throws Exception {
    try (ServerFixture fixture = new ServerFixture(limits, store)) {
      ChatClient ada = fixture.member("ada", ROOM);
      store.shut();
      ada.send(new Request.History(ada.nextId(), ROOM, null, 1));
      store.awaitWaiting(1);
      fixture.server.drain();
      fixture.awaitDraining();
      ada.send(new Request.Ping(ada.nextId()));
      store.open();
      assertThat(ada.receive()).isInstanceOf(Event.Page.class);
      assertThat(ada.receive()).isEqualTo(new Event.Bye("shutdown"));
      assertThat(ada.receive()).isNull();
    }
  }

  @Test
  void whoDoesNotGoIsClosed() throws Exception {
    limits.closing = Duration.ofMillis(100);
    try (ServerFixture fixture = new ServerFixture(limits, store)) {
      ChatClient ada = fixture.member("ada", ROOM); // hears the goodbye and stays
      fixture.server.drain();
      fixture.server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ada.receive()).isEqualTo(new Event.Bye("shutdown"));
    }
  }

  @Test
  void aRequestThatDoesNotEndIsStopped() throws Exception {
    limits.drain = Duration.ofMillis(100);
    limits.request = Duration.ofHours(1);
    try (ServerFixture fixture = new ServerFixture(limits, store)) {
      ChatClient ada = fixture.member("ada", ROOM);
      store.shut();
      ada.send(new Request.History(ada.nextId(), ROOM, null, 1));
      store.awaitWaiting(1);
      fixture.server.drain();
      fixture.server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(store.waiting()).isZero();
    }
  }

  /** The stop may come before the server's coroutine has begun. */
  @Test
  void aKillRightAfterTheStart() throws Exception {
    for (int i = 0; i < 20; i++) {
      GatedStore given = new GatedStore();
      ServerFixture fixture = new ServerFixture(limits, given);
      fixture.server.kill();
      assertThatThrownBy(() -> fixture.server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
      assertThat(given.isClosed()).isTrue();
      assertThatThrownBy(fixture::connect).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aKillEndsItAtOnce() throws Exception {
    limits.request = Duration.ofHours(1);
    limits.drain = Duration.ofHours(1);
    ServerFixture fixture = new ServerFixture(limits, store);
    ChatClient ada = fixture.member("ada", ROOM);
    store.shut();
    ada.send(new Request.Send(ada.nextId(), ROOM, "k", "text"));
    store.awaitWaiting(1);
    fixture.server.drain();
    fixture.server.kill();

    assertThatThrownBy(() -> fixture.server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(store.waiting()).isZero();
    assertThat(store.isClosed()).isTrue();
    assertThat(fixture.server.connections()).isZero();
    assertThatThrownBy(() -> ada.receive(Event.Sent.class)).isInstanceOf(IOException.class);
    ada.close();
  }
}
