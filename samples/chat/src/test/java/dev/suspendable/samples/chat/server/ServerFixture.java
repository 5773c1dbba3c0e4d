package dev.suspendable.samples.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on this machine, with clients, for one test. Its end is part of each test. */
final class ServerFixture implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ChatServer server;
  private final List<ChatClient> clients = new ArrayList<>();

  ServerFixture(Limits limits) throws IOException {
    this(limits, new InMemoryStore());
  }

  ServerFixture(Limits limits, Store store) throws IOException {
    server =
        ChatServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            store,
            limits,
            new Metrics(meters));
  }

  /** Connects. */
  ChatClient connect() throws IOException {
    ChatClient client = new ChatClient(server.address(), PATIENCE);
    clients.add(client);
    return client;
  }

  /** Connects, and registers a user. */
  ChatClient user(String name) throws IOException {
    ChatClient client = connect();
    client.send(new Request.Register(client.nextId(), name, "secret of " + name));
    assertThat(client.receive()).isInstanceOf(Event.Welcome.class);
    return client;
  }

  /** Connects, registers a user, and joins a room. */
  ChatClient member(String name, String room) throws IOException {
    ChatClient client = user(name);
    join(client, room, null);
    return client;
  }

  static Event.Joined join(ChatClient client, String room, Long after) throws IOException {
    client.send(new Request.Join(client.nextId(), room, after));
    return client.receive(Event.Joined.class);
  }

  static Event.Sent post(ChatClient client, String room, String key, String text)
      throws IOException {
    client.send(new Request.Send(client.nextId(), room, key, text));
    return client.receive(Event.Sent.class);
  }

  /** Waits until the server has seen that so many connections are left. */
  void awaitConnections(int count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.connections() != count) {
      assertThat(System.nanoTime()).as("%s connections", server.connections()).isLessThan(end);
      Thread.sleep(1);
    }
  }

  /** Waits until the server does not listen any more, and so takes no new requests. */
  void awaitDraining() throws Exception {
    while (true) {
      try (ChatClient probe = new ChatClient(server.address(), PATIENCE)) {
        Thread.sleep(1);
      } catch (ConnectException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (ChatClient client : clients) {
      client.close();
    }
    server.drain();
    server.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(server.connections()).isZero();
  }
}
