package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random requests, sensible ones and others, in any state of a connection. Each answer is that of
 * {@link ProtocolModel}. {@code -Dchat.fuzz.conversations=100000} runs longer.
 */
class ProtocolFuzzTest {
  private static final int CONVERSATIONS = Integer.getInteger("chat.fuzz.conversations", 150);
  private static final int REQUESTS = 60;

  @Test
  void eachAnswerIsThatOfTheModel() {
    int[] right = new int[1];
    for (int seed = 0; seed < CONVERSATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String name = "conversation " + seed;
      Exploration.fifo()
          .check(run -> converse(run, random, right).with(context -> context.withName(name)));
    }
    assertThat(right[0]).as("requests that were carried out").isGreaterThan(CONVERSATIONS * 10);
  }

  @Suspendable
  private static Task<Void> converse(TestRun run, SplittableRandom random, int[] right)
      throws IOException {
    SimulatedServer server = new SimulatedServer(run);
    server.limits.rooms = 2;
    server.limits.refusals = 25;
    server.limits.requestsPerSecond = 1e6;
    server.limits.burst = 1_000_000;
    return server.serve(say(server.client(), random, new ProtocolModel(server.limits), right));
  }

  @Suspendable
  private static Task<Void> say(
      FakeTransport client, SplittableRandom random, ProtocolModel model, int[] right) {
    long id = 0;
    for (int i = 0; i < REQUESTS && !model.isClosed(); i++) {
      int kind = random.nextInt(100);
      if (kind < 3) {
        client.sayBytes(random.nextBoolean() ? "{".getBytes(UTF_8) : new byte[] {-1});
        assertThat(code(await(answer(client)))).isEqualTo(model.unreadable(ErrorCode.MALFORMED));
      } else if (kind < 5) {
        client.sayBytes("{\"id\":5,\"type\":\"fly\"}".getBytes(UTF_8));
        assertThat(code(await(answer(client)))).isEqualTo(model.unreadable(ErrorCode.UNKNOWN_TYPE));
      } else {
        id = kind < 8 ? Math.max(1, id) : id + 1 + random.nextInt(3);
        Request request = request(id, random, model);
        ErrorCode expected = model.ask(request);
        client.say(request);
        Event answer = await(answer(client));
        assertThat(code(answer)).as("%s: %s", request, answer).isEqualTo(expected);
        if (expected == null) {
          assertThat(model.isRight(request, answer)).as("%s: %s", request, answer).isTrue();
          right[0]++;
        }
      }
    }
    if (model.isClosed()) {
      assertThat(await(answer(client))).isEqualTo(new Event.Bye("too many errors"));
    }
    client.finishSaying();
    await(client.hearAll());
    for (Event.Posted posted : client.posts()) {
      assertThat(posted).isEqualTo(model.room(posted.room()).get((int) posted.seq() - 1));
    }
    return Task.completed();
  }

  private static ErrorCode code(Event event) {
    return event instanceof Event.Failed failed ? failed.code() : null;
  }

  /** The next event that is not a message of a room. */
  @Suspendable
  private static Task<Event> answer(FakeTransport client) {
    Event event = await(client.hear());
    while (event instanceof Event.Posted) {
      event = await(client.hear());
    }
    return Task.of(event);
  }

  private static Request request(long id, SplittableRandom random, ProtocolModel model) {
    String user = "user" + random.nextInt(2);
    String password = random.nextInt(4) == 0 ? "wrong" : "secret of " + user;
    String room = "room" + random.nextInt(3);
    List<String> tokens = model.tokens();
    return switch (random.nextInt(12)) {
      case 0 -> new Request.Register(id, user, password);
      case 1 -> new Request.Login(id, user, password);
      case 2 ->
          new Request.Resume(
              id,
              tokens.isEmpty() || random.nextInt(4) == 0
                  ? "guess"
                  : tokens.get(random.nextInt(tokens.size())));
      case 3, 4, 5 ->
          new Request.Join(id, room, random.nextBoolean() ? null : (long) random.nextInt(5));
      case 6 -> new Request.Leave(id, room);
      case 7, 8, 9 ->
          new Request.Send(id, room, "key" + random.nextInt(20), "text " + random.nextInt());
      case 10 ->
          new Request.History(
              id,
              room,
              random.nextBoolean() ? null : 1L + random.nextInt(10),
              1 + random.nextInt(10));
      default -> new Request.Ping(id);
    };
  }
}
