package dev.suspendable.samples.scenarios.mistakes;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.samples.scenarios.mistakes.Mistake.io;

import dev.suspendable.Retry;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.Channel;
import dev.suspendable.test.Exploration;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages, timeouts and retries. */
class MessageMistakesTest {

  // ---- A message that has been received when the timeout comes.

  static final class Consumer {
    final Channel<String> channel = Channel.buffered(10);
    int handled;

    @Suspendable
    Task<Void> receiveAndHandle() {
      await(channel.receive());
      await(io());
      handled++;
      return Task.completed();
    }

    @Suspendable
    Task<String> receive() {
      return Task.of(await(channel.receive()));
    }

    @Suspendable
    Task<Void> timesOutBoth() {
      try {
        await(receiveAndHandle().timeout(Duration.ofSeconds(1)));
      } catch (TimeoutException late) {
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> timesOutReceive() {
      try {
        await(receive().timeout(Duration.ofSeconds(1)));
        await(io());
        handled++;
      } catch (TimeoutException late) {
        await(io());
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> produce() {
      await(Task.delay(Duration.ofSeconds(1)));
      await(channel.send("hello"));
      return Task.completed();
    }
  }

  private static final String NONE_LOST = "each message is handled or still there";

  @Test
  void messageLostOnTimeout() {
    Mistake.of("message lost on a timeout", Exploration.random(1000).withTimeRaces(), 50)
        .isFoundIn(
            run -> {
              Consumer consumer = new Consumer();
              run.afterwards(NONE_LOST, () -> consumer.handled + consumer.channel.size() == 1);
              return Task.whenAll(consumer.timesOutBoth(), consumer.produce());
            },
            NONE_LOST,
            run -> {
              Consumer consumer = new Consumer();
              run.afterwards(NONE_LOST, () -> consumer.handled + consumer.channel.size() == 1);
              return Task.whenAll(consumer.timesOutReceive(), consumer.produce());
            });
  }

  // ---- A resource that comes just when the timeout does.

  static final class Connections {
    int open;

    @Suspendable
    Task<Integer> connect() {
      await(io());
      open++;
      await(io()); // greets
      return Task.of(1);
    }

    @Suspendable
    Task<Integer> connectOrClose() {
      await(io());
      open++;
      boolean isHandedOver = false;
      try {
        await(io());
        isHandedOver = true;
      } finally {
        open -= isHandedOver ? 0 : 1;
      }
      return Task.of(1);
    }

    @Suspendable
    Task<Void> use(Task<Integer> connecting) {
      try {
        await(connecting.timeout(Duration.ofMillis(100)));
        try {
          await(io());
        } finally {
          open--;
        }
      } catch (TimeoutException late) {
        await(io());
      }
      return Task.completed();
    }
  }

  @Test
  void resourceDroppedByATimeout() {
    Mistake.of("timeout drops a resource", Exploration.random(1000).withTimeRaces(), 20)
        .isFoundIn(
            run -> {
              Connections connections = new Connections();
              run.afterwards("no connection is open", () -> connections.open == 0);
              return connections.use(connections.connect());
            },
            "no connection is open",
            run -> {
              Connections connections = new Connections();
              run.afterwards("no connection is open", () -> connections.open == 0);
              return connections.use(connections.connectOrClose());
            });
  }

  // ---- A producer that does not close its channel when it fails.

  @Suspendable
  static Task<Void> produces(Channel<Integer> channel) {
    for (int i = 0; i < 3; i++) {
      await(io());
      await(channel.send(i));
    }
    channel.close();
    return Task.completed();
  }

  @Suspendable
  static Task<Void> producesAndCloses(Channel<Integer> channel) {
    try {
      for (int i = 0; i < 3; i++) {
        await(io());
        await(channel.send(i));
      }
    } finally {
      channel.close();
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Integer> consumes(Channel<Integer> channel) {
    int sum = 0;
    for (Integer each = await(channel.receiveOrNull());
        each != null;
        each = await(channel.receiveOrNull())) {
      sum += each;
    }
    return Task.of(sum);
  }

  @Test
  void producerNeverCloses() {
    Mistake.of(
            "producer does not close its channel on a failure",
            Exploration.random(10).injectingFailures(MessageMistakesTest::failing),
            20)
        .isFoundIn(
            run -> {
              Channel<Integer> channel = Channel.rendezvous();
              return Task.whenAll(produces(channel), consumes(channel));
            },
            "Deadlock",
            run -> {
              Channel<Integer> channel = Channel.rendezvous();
              return Task.whenAll(producesAndCloses(channel), consumes(channel));
            });
  }

  private static IOException failing(dev.suspendable.test.Suspension at) {
    return at.awaiter().toString().equals("io") ? new IOException("disk full") : null;
  }

  // ---- Retries without an end and without a pause.

  static final class Service {
    int calls;

    @Suspendable
    Task<String> call(TestRun run) throws IOException {
      calls++;
      await(io());
      if (run.elapsed().compareTo(Duration.ofSeconds(30)) < 0) {
        throw new IOException("not up yet");
      }
      return Task.of("hello");
    }

    @Suspendable
    Task<String> callUntilItWorks(TestRun run) {
      for (; ; ) {
        try {
          return Task.of(await(call(run)));
        } catch (IOException notYet) {
          await(io()); // logs it
        }
      }
    }

    Task<String> callWithBackoff(TestRun run) {
      return Retry.times(10).withBackoff(Duration.ofMillis(100), 2).call(() -> call(run));
    }
  }

  @Test
  void retryStorm() {
    Mistake.of("unbounded retry storm", Exploration.random(10), 1)
        .isFoundIn(
            run -> {
              Service service = new Service();
              run.invariant("at most 20 calls", () -> service.calls <= 20);
              return service.callUntilItWorks(run);
            },
            "at most 20 calls",
            run -> {
              Service service = new Service();
              run.invariant("at most 20 calls", () -> service.calls <= 20);
              return service.callWithBackoff(run);
            });
  }

  // ---- Two coroutines that fill each other's channel before they read.

  @Suspendable
  static Task<Void> exchange(Channel<String> out, Channel<String> in, int count) {
    for (int i = 0; i < count; i++) {
      await(out.send("hello"));
    }
    for (int i = 0; i < count; i++) {
      await(in.receive());
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> sendAll(Channel<String> out, int count) {
    for (int i = 0; i < count; i++) {
      await(out.send("hello"));
    }
    return Task.completed();
  }

  @Suspendable
  static Task<Void> receiveAll(Channel<String> in, int count) {
    for (int i = 0; i < count; i++) {
      await(in.receive());
    }
    return Task.completed();
  }

  @Test
  void fullBuffers() {
    Mistake.of("both sides send before they receive", Exploration.random(100), 1)
        .isFoundIn(
            run -> {
              Channel<String> a = Channel.buffered(2);
              Channel<String> b = Channel.buffered(2);
              return Task.whenAll(exchange(a, b, 3), exchange(b, a, 3));
            },
            "Deadlock",
            run -> {
              Channel<String> a = Channel.buffered(2);
              Channel<String> b = Channel.buffered(2);
              return Task.whenAll(sendAll(a, 3), receiveAll(b, 3), sendAll(b, 3), receiveAll(a, 3));
            });
  }

  // ---- A request whose answer is taken by another request.

  static final class Line {
    private final Channel<Integer> answers = Channel.buffered(10);
    private final dev.suspendable.sync.AsyncMutex mutex = new dev.suspendable.sync.AsyncMutex();

    @Suspendable
    Task<Void> serve(int request) {
      await(io());
      await(answers.send(request));
      return Task.completed();
    }

    @Suspendable
    Task<Void> ask(int request) {
      await(serve(request));
      await(io());
      int answer = await(answers.receive());
      if (answer != request) {
        throw new IllegalStateException("the answer of another request");
      }
      return Task.completed();
    }

    @Suspendable
    Task<Void> askAlone(int request) {
      try (var held = await(mutex.lock())) {
        await(ask(request));
      }
      return Task.completed();
    }
  }

  @Test
  void mixedUpAnswers() {
    Mistake.of("answers mixed up on one connection", Exploration.pct(3, 1000), 20)
        .isFoundIn(
            run -> {
              Line line = new Line();
              return Task.whenAll(line.ask(1), line.ask(2));
            },
            "the answer of another request",
            run -> {
              Line line = new Line();
              return Task.whenAll(line.askAlone(1), line.askAlone(2));
            });
  }
}
