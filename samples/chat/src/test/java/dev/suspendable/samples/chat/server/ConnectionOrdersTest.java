package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.sync.ChannelClosedException;
import dev.suspendable.test.SuspendableTest;
import dev.suspendable.test.SuspendableTest.Orders;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Connections without sockets, in many orders of their coroutines, with a failure at each operation
 * and a stop before each step. {@link SimulatedServer} checks at the end of each run what has to
 * hold in all of them; the kit checks that no coroutine is left.
 */
class ConnectionOrdersTest {
  private static final String ROOM = "room";

  private SimulatedServer server;

  // ---- Scripts of clients. They end when the server closes the connection.

  @Suspendable
  private static Task<Void> author(FakeTransport client, String user, int posts) {
    try {
      await(client.ask(new Request.Register(1, user, "secret")));
      await(client.ask(new Request.Join(2, ROOM, 0L)));
      for (int i = 1; i <= posts; i++) {
        await(client.ask(new Request.Send(i + 2, ROOM, "k" + i, user + i)));
      }
    } catch (ChannelClosedException e) {
      // the server has failed, or was stopped
    }
    return Task.completed();
  }

  /** An author that goes when it has heard so many messages. */
  @Suspendable
  private static Task<Void> author(FakeTransport client, String user, int posts, int heard) {
    await(author(client, user, posts));
    await(client.hearPosts(heard));
    client.finishSaying();
    await(client.hearAll());
    return Task.completed();
  }

  @SuspendableTest(orders = 100, failures = true, stops = true, ordersForEachInjection = 2)
  @Suspendable
  Task<Void> oneClient(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport ada = server.client();
    return server.serve(author(ada, "ada", 2, 2));
  }

  @SuspendableTest(strategy = Orders.EXHAUSTIVE, bound = 2, orders = 3000)
  @Suspendable
  Task<Void> oneClientInAllOrdersUpToABound(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport ada = server.client();
    await(server.serve(author(ada, "ada", 1, 1)));
    assertThat(ada.posts()).extracting(Event.Posted::text).containsExactly("ada1");
    assertThat(ada.heard)
        .filteredOn(event -> FakeTransport.re(event) > 0)
        .extracting(FakeTransport::re)
        .containsExactly(1L, 2L, 3L);
    return Task.completed();
  }

  /** Also: who joins while others post gets each message, without a gap. */
  @SuspendableTest(orders = 100)
  @Suspendable
  Task<Void> twoAuthorsHearTheSame(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport ada = server.client();
    FakeTransport grace = server.client();
    await(server.serve(author(ada, "ada", 3, 5), author(grace, "grace", 2, 5)));
    assertThat(ada.posts()).hasSize(5).isEqualTo(grace.posts());
    assertThat(ada.posts()).extracting(Event.Posted::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    return Task.completed();
  }

  @SuspendableTest(strategy = Orders.PCT, orders = 50, failures = true, stops = true)
  @Suspendable
  Task<Void> twoAuthorsOfWhomOneMayFail(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    return server.serve(
        author(server.client(), "ada", 1, 2), author(server.client(), "grace", 1, 2));
  }

  // ---- The end.

  @Suspendable
  private Task<Void> shutDown() {
    for (int i = 0; i < 5; i++) {
      await(TestRun.operation("a while"));
    }
    server.connections.close();
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> authorUntilTheEnd(FakeTransport client, String user, int posts) {
    await(author(client, user, posts));
    await(client.hearAll());
    client.finishSaying();
    return Task.completed();
  }

  /** What was taken is answered; then comes the goodbye. */
  @SuspendableTest(orders = 200, stops = true, failures = true)
  @Suspendable
  Task<Void> aShutdownAtAnyTime(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport ada = server.client();
    run.afterwards(
        "what was answered is what was committed",
        () -> ada.heard.stream().filter(Event.Sent.class::isInstance).count() <= lastOf(server));
    await(server.serve(authorUntilTheEnd(ada, "ada", 3), shutDown()));
    return Task.completed();
  }

  private static long lastOf(SimulatedServer server) {
    try {
      return Task.syncWait(server.store.last(ROOM));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- Time.

  @SuspendableTest(strategy = Orders.FIFO)
  @Suspendable
  Task<Void> whoDoesNotLogInIsClosed(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport client = server.client();
    await(server.serve(listener(client)));
    assertThat(client.heard).containsExactly(new Event.Bye("no login"));
    assertThat(run.elapsed()).isEqualTo(server.limits.handshake);
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> listener(FakeTransport client) {
    await(client.hearAll());
    client.finishSaying();
    return Task.completed();
  }

  @SuspendableTest(strategy = Orders.FIFO)
  @Suspendable
  Task<Void> whoIsQuietIsClosedAfterTheLastRequest(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport client = server.client();
    await(server.serve(quiet(client, Duration.ofMinutes(9))));
    assertThat(client.heard.get(client.heard.size() - 1)).isEqualTo(new Event.Bye("idle"));
    assertThat(run.elapsed()).isEqualTo(Duration.ofMinutes(19));
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> quiet(FakeTransport client, Duration time) {
    await(client.ask(new Request.Register(1, "ada", "secret")));
    await(Task.delay(time));
    await(client.ask(new Request.Ping(2)));
    await(client.hearAll());
    client.finishSaying();
    return Task.completed();
  }

  /** A client that takes nothing holds up the others for the limit, and then is closed. */
  @SuspendableTest(orders = 25)
  @Suspendable
  Task<Void> aStuckClientIsClosed(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    server.limits.outgoing = 1;
    FakeTransport stuck = server.client();
    FakeTransport ada = server.client();
    await(server.serve(getStuck(stuck), author(ada, "ada", 5, 5)));
    assertThat(ada.posts()).hasSize(5);
    assertThat(run.elapsed()).isLessThanOrEqualTo(server.limits.slowReader.multipliedBy(2));
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> getStuck(FakeTransport client) {
    await(author(client, "stuck", 0));
    client.isStuck = true;
    return Task.completed();
  }

  /** The time of a request may be over between any two steps. */
  @SuspendableTest(orders = 200, timeRaces = true)
  @Suspendable
  Task<Void> timeoutsAtAnyTime(TestRun run) throws IOException {
    server = new SimulatedServer(run).inOneRoom();
    FakeTransport ada = server.client();
    await(server.serve(author(ada, "ada", 2, 0)));
    assertThat(ada.heard)
        .filteredOn(Event.Failed.class::isInstance)
        .allMatch(failed -> isExpected((Event.Failed) failed));
    return Task.completed();
  }

  /** What comes after a login or a join that took too long. */
  private static boolean isExpected(Event.Failed failed) {
    return List.of(ErrorCode.TIMEOUT, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN)
        .contains(failed.code());
  }
}
