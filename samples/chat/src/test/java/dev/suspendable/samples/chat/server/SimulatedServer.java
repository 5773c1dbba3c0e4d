package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.TaskManager;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.test.TestRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The server without sockets, in one run of a test. */
final class SimulatedServer {
  static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  final Limits limits = new Limits();
  final InMemoryStore store = new InMemoryStore(CLOCK, Duration.ofDays(1));
  final List<FakeTransport> clients = new ArrayList<>();
  private final TestRun run;
  private Service service;
  Connections connections;

  /** What has to hold at the end of each run, also of those that fail or are stopped. */
  SimulatedServer(TestRun run) {
    this.run = run;
    run.afterwards(
        "all transports are closed, once",
        () -> connections == null || clients.stream().allMatch(FakeTransport::isClosedOnce));
    run.afterwards("no connection is left", () -> connections == null || connections.size() == 0);
    run.afterwards("no room is left", () -> service == null || service.rooms.size() == 0);
    run.afterwards(
        "no request is in progress",
        () ->
            service == null
                || service.requests.availablePermits() == limits.requests
                    && service.logins.availablePermits() == limits.logins);
    run.afterwards(
        "nothing follows a goodbye but messages of rooms",
        () -> clients.stream().allMatch(client -> isLastAnswer(client.heard)));
  }

  /** Checks too that each client has heard the messages of its room; each joins one, once. */
  SimulatedServer inOneRoom() {
    run.afterwards("each member heard each message once, in order", this::isHeardInOrder);
    return this;
  }

  private boolean isHeardInOrder() {
    for (FakeTransport client : clients) {
      long last = -1;
      for (var posted : client.posts()) {
        if (last >= 0 && posted.seq() != last + 1) {
          return false;
        }
        last = posted.seq();
      }
    }
    return true;
  }

  private static boolean isLastAnswer(List<? extends Object> heard) {
    boolean isOver = false;
    for (Object event : heard) {
      if (isOver && FakeTransport.re((dev.suspendable.samples.chat.wire.Event) event) > 0) {
        return false;
      }
      isOver |= event instanceof dev.suspendable.samples.chat.wire.Event.Bye;
    }
    return true;
  }

  FakeTransport client() {
    FakeTransport client = new FakeTransport();
    clients.add(client);
    return client;
  }

  /** Serves all clients until their connections end, and runs their scripts beside. */
  @Suspendable
  Task<Void> serve(Awaitable<?>... scripts) throws IOException {
    try (var posts = TaskManager.over(run.timers());
        var pumps = TaskScope.open(Joiner.awaitAll())) {
      Metrics metrics = new Metrics(new SimpleMeterRegistry());
      Rooms rooms = new Rooms(new SlowStore(store), limits.slowReader, metrics, posts, pumps);
      service = new Service(new SlowStore(store), limits, run.timers(), metrics, rooms);
      try (var scope = TaskScope.open(Joiner.awaitAll())) {
        connections = new Connections(scope, service);
        clients.forEach(connections::add);
        for (Awaitable<?> script : scripts) {
          scope.fork(script);
        }
        await(scope.join());
      } finally {
        if (connections != null) {
          await(connections.closeRest());
        }
      }
      for (ManagedTask<?> post : posts.tasks()) {
        await(Task.from(post).map(posted -> null).orElse(null));
      }
    }
    return Task.completed();
  }

  /** A store whose requests take their time, and may fail. */
  private static final class SlowStore extends StoreAround {
    SlowStore(InMemoryStore store) {
      super(store);
    }

    @Override
    @Suspendable
    <T> Task<T> around(Task<T> request) {
      await(TestRun.operation("query"));
      T result = await(request);
      await(TestRun.operation("answer"));
      return Task.of(result);
    }
  }
}
