package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.samples.chat.net.Transport;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.Request;
import dev.suspendable.sync.Channel;
import dev.suspendable.test.TestRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transport in memory, and the client at its other end. Each operation of the server takes its
 * time, may fail, and may be stopped.
 */
final class FakeTransport implements Transport {
  private final Channel<byte[]> toServer = Channel.unbounded();
  private final Channel<Event> toClient = Channel.unbounded();
  private int closes;

  /** All that the client has received, in order. */
  final List<Event> heard = new ArrayList<>();

  /** Lets the client take nothing from now on, if set. */
  boolean isStuck;

  /** Lets the server's next read fail, if set. */
  Throwable fault;

  // ---- The server's end.

  @Override
  @Suspendable
  public Task<byte[]> receive() throws IOException {
    await(TestRun.operation("read"));
    if (fault instanceof IOException usual) {
      throw usual;
    } else if (fault instanceof Error mistake) {
      throw mistake;
    }
    return Task.of(await(toServer.receiveOrNull()));
  }

  @Override
  @Suspendable
  public Task<Void> send(List<byte[]> messages) {
    await(TestRun.operation("write"));
    if (isStuck) {
      await(Channel.rendezvous().receive());
    }
    for (byte[] message : messages) {
      toClient.trySend(Json.event(message));
    }
    return Task.completed();
  }

  @Override
  @Suspendable
  public Task<Void> finish() {
    toClient.close();
    return Task.completed();
  }

  @Override
  @Suspendable
  public Task<Void> discard() {
    while (await(toServer.receiveOrNull()) != null) {}
    return Task.completed();
  }

  @Override
  public void limit(int bytes) {}

  @Override
  public String peer() {
    return "fake";
  }

  @Override
  public Awaitable<?> closeAsync() {
    closes++;
    toServer.close();
    toClient.close();
    return Task.completed();
  }

  boolean isClosedOnce() {
    return closes == 1;
  }

  // ---- The client's end. A ChannelClosedException tells that the server has closed it.

  void say(Request request) {
    sayBytes(Json.encode(request));
  }

  void sayBytes(byte[] message) {
    toServer.trySend(message);
  }

  /** Waits for an event; null at the end. */
  @Suspendable
  Task<Event> hear() {
    Event event = await(toClient.receiveOrNull());
    if (event != null) {
      heard.add(event);
    }
    return Task.of(event);
  }

  /** Says something, and waits for its answer. */
  @Suspendable
  Task<Event> ask(Request request) {
    say(request);
    while (true) {
      Event event = await(hear());
      if (event == null || re(event) == request.id()) {
        return Task.of(event);
      }
    }
  }

  /** Waits until so many messages of rooms were heard. */
  @Suspendable
  Task<Void> hearPosts(int count) {
    while (posts().size() < count && await(hear()) != null) {}
    return Task.completed();
  }

  List<Event.Posted> posts() {
    return heard.stream()
        .filter(Event.Posted.class::isInstance)
        .map(Event.Posted.class::cast)
        .toList();
  }

  /** Waits for the end. */
  @Suspendable
  Task<Void> hearAll() {
    while (await(hear()) != null) {}
    return Task.completed();
  }

  /** Says no more. */
  void finishSaying() {
    toServer.close();
  }

  /** The id of the request that an event answers, 0 for none. */
  static long re(Event event) {
    if (event instanceof Event.Welcome e) {
      return e.re();
    } else if (event instanceof Event.Joined e) {
      return e.re();
    } else if (event instanceof Event.Left e) {
      return e.re();
    } else if (event instanceof Event.Sent e) {
      return e.re();
    } else if (event instanceof Event.Page e) {
      return e.re();
    } else if (event instanceof Event.Pong e) {
      return e.re();
    } else if (event instanceof Event.Failed e) {
      return e.re();
    }
    return 0;
  }
}
