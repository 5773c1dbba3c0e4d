package dev.suspendable.samples.chat.fault;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * A client that posts, and keeps account of what it was told. When its connection ends it connects
 * again, resumes its session, joins its room behind the last message that it has, and repeats the
 * message whose answer it has not got, with the same key.
 *
 * <p>All robots run on one event loop, so they need no locks.
 */
final class Robot {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  final String user;
  final String room;
  private final InetSocketAddress server;
  private final Duration pause;
  private final int textLength;

  /** The texts of the room, which are unique, in the order of their numbers. */
  final List<String> received = new ArrayList<>();

  /** Numbers of the messages that the server has acknowledged, by their texts. */
  final Map<String, Long> acknowledged = new HashMap<>();

  /** What must never happen. */
  final List<String> violations = new ArrayList<>();

  final Map<ErrorCode, Integer> errors = new EnumMap<>(ErrorCode.class);
  final Histogram latency = new Histogram(60_000_000L, 3);
  int reconnections;
  int repeated;
  long lastAcknowledgement;
  boolean isOnline;

  private String token;
  private String pendingKey;
  private String pendingText;
  private boolean isRepeat;
  private boolean isQuiet;

  /**
   * @param pause the time between an answer and the next message
   */
  Robot(String user, String room, InetSocketAddress server, Duration pause, int textLength) {
    this.user = user;
    this.room = room;
    this.server = server;
    this.pause = pause;
    this.textLength = textLength;
  }

  /** Posts nothing new from now on. */
  void beQuiet() {
    isQuiet = true;
  }

  boolean isSettled(long last) {
    return pendingKey == null && received.size() == last;
  }

  /** Runs until it is stopped. */
  @Suspendable
  Task<Void> run() {
    while (true) {
      try {
        await(session());
      } catch (IOException | TimeoutException e) {
        reconnections++;
      }
      isOnline = false;
      await(Task.delay(Duration.ofMillis(20 + ThreadLocalRandom.current().nextInt(80))));
    }
  }

  @Suspendable
  private Task<Void> session() throws IOException {
    try (AsynchronousSocketChannel socket = AsynchronousSocketChannel.open()) {
      await(AsyncChannels.connect(socket, server).timeout(PATIENCE));
      Line line = new Line(socket, this::take);
      try (var scope = TaskScope.open()) {
        scope.fork(line.read());
        scope.fork(talk(line));
        await(scope.join(), IOException.class);
      }
    }
    return Task.completed();
  }

  private void take(Event.Posted message) {
    if (message.seq() != received.size() + 1) {
      violations.add(user + " has got " + message.seq() + " after " + received.size());
    } else {
      received.add(message.text());
    }
  }

  @Suspendable
  private Task<Void> talk(Line line) throws IOException {
    await(logIn(line));
    long after = received.size();
    expect(await(line.ask(id -> new Request.Join(id, room, after)).timeout(PATIENCE)));
    isOnline = true;
    while (true) {
      if (pendingKey == null && !isQuiet) {
        pendingKey = UUID.randomUUID().toString();
        String text = user + " " + pendingKey + " ";
        pendingText = text + "x".repeat(Math.max(0, textLength - text.length()));
        isRepeat = false;
      }
      if (pendingKey != null) {
        await(post(line));
      } else {
        expect(await(line.ask(Request.Ping::new).timeout(PATIENCE)));
      }
      await(Task.delay(pause));
    }
  }

  @Suspendable
  private Task<Void> logIn(Line line) throws IOException {
    Event event;
    if (token != null) {
      event = await(line.ask(id -> new Request.Resume(id, token)).timeout(PATIENCE));
      if (event instanceof Event.Failed failed && failed.code() == ErrorCode.UNAUTHENTICATED) {
        token = null;
      }
    } else {
      event = await(line.ask(id -> new Request.Register(id, user, "password")).timeout(PATIENCE));
      if (event instanceof Event.Failed failed && failed.code() == ErrorCode.INVALID) {
        // Registered before; the answer was lost, or the token has expired.
        event = await(line.ask(id -> new Request.Login(id, user, "password")).timeout(PATIENCE));
      }
    }
    expect(event);
    token = ((Event.Welcome) event).token();
    return Task.completed();
  }

  private void expect(Event event) throws IOException {
    if (event instanceof Event.Failed failed) {
      errors.merge(failed.code(), 1, Integer::sum);
      throw new IOException("refused: " + failed);
    }
  }

  @Suspendable
  private Task<Void> post(Line line) throws IOException {
    if (isRepeat) {
      repeated++;
    }
    isRepeat = true;
    long begin = System.nanoTime();
    Event event =
        await(
            line.ask(id -> new Request.Send(id, room, pendingKey, pendingText)).timeout(PATIENCE));
    if (event instanceof Event.Sent sent) {
      latency.recordValue(Math.min((System.nanoTime() - begin) / 1000, 60_000_000L));
      acknowledged.put(pendingText, sent.seq());
      lastAcknowledgement = System.nanoTime();
      pendingKey = null;
    } else {
      errors.merge(((Event.Failed) event).code(), 1, Integer::sum); // and repeat it later
    }
    return Task.completed();
  }
}
