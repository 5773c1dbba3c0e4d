package dev.suspendable.samples.chat.fault;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.data.InMemoryStore;
import dev.suspendable.samples.chat.data.StoreException;
import dev.suspendable.samples.chat.server.Limits;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Handlers misbehave; and so does the clock. */
final class HandlerFaults {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private HandlerFaults() {}

  /** A server with a faulty store, robots and a probe. */
  private static final class Bench implements AutoCloseable {
    final FaultyStore store;
    final LocalServer server;
    final Robots robots;
    final Probe probe;

    Bench(Clock clock, int robotCount, Limits limits) throws Exception {
      store = new FaultyStore(new InMemoryStore(clock, Duration.ofDays(7)));
      server = new LocalServer(store, limits);
      robots = new Robots(server.port(), "robot", robotCount, 4, PAUSE, 100);
      probe = new Probe(server.port());
      robots.awaitOnline();
      Robots.sleep(Duration.ofSeconds(1));
    }

    /** Without faults all messages come through, and a ping is answered soon. */
    void recover(Finding finding) throws InterruptedException {
      store.fault = user -> Task.completed();
      long ended = System.nanoTime();
      finding.figure(
          "the next acknowledgement %d ms after its end", robots.millisToAcknowledgement(ended));
      Robots.sleep(Duration.ofMillis(500));
      probe.times(finding, "");
      Robots.sleep(Duration.ofSeconds(1));
      finding.figure("%s", probe.times(finding, "afterwards"));
      robots.settle();
      finding.check(robots.violations());
    }

    ChatClient client(String name) throws Exception {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      ChatClient client = new ChatClient(address, Duration.ofSeconds(30));
      client.send(new Request.Register(client.nextId(), name, "password"));
      client.receive(Event.Welcome.class);
      client.send(new Request.Join(client.nextId(), "robotroom0", null));
      client.receive(Event.Joined.class);
      return client;
    }

    @Override
    public void close() throws Exception {
      probe.close();
      robots.close();
      server.close();
    }
  }

  /** The machine's time jumps forward and back, by more than the validity of a token. */
  static Finding clockSteps() throws Exception {
    Finding finding = new Finding("the clock steps by +2, -4, +20 and -18 days");
    AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    Clock clock = ((InstantSource) () -> Instant.now().plus(offset.get())).withZone(ZoneOffset.UTC);
    try (Bench bench = new Bench(clock, 20, LocalServer.limits())) {
      int connections = bench.server.server.connections();
      for (int days : new int[] {2, -4, 20, -18}) {
        offset.updateAndGet(old -> old.plusDays(days));
        Robots.sleep(Duration.ofMillis(500));
        finding.figure(
            "%+d days: the next acknowledgement after %d ms",
            days, bench.robots.millisToAcknowledgement(System.nanoTime()));
      }
      finding.check(bench.server.server.connections() == connections, "connections were closed");
      finding.check(bench.robots.reconnections() == 0, "robots were cut off");
      try (ChatClient client = bench.client("tina")) {
        client.send(new Request.Login(client.nextId(), "tina", "password"));
        finding.check(
            client.receive(Event.Failed.class).code() == ErrorCode.INVALID, "logged in twice");
      }
      String token = Task.syncWait(bench.store.login("tina", "password")).token();
      offset.updateAndGet(old -> old.plusDays(8));
      finding.check(isExpired(bench.store, token), "a token outlives its time");
      offset.updateAndGet(old -> old.minusDays(8));
      finding.check(!isExpired(bench.store, token), "a token does not come back with the time");
      finding.figure("a token has expired 8 days later, and is valid when the clock is back");
      bench.recover(finding);
    }
    return finding;
  }

  private static boolean isExpired(FaultyStore store, String token) throws InterruptedException {
    try {
      Task.syncWait(store.resume(token));
      return false;
    } catch (StoreException e) {
      return e.code() == StoreException.Code.EXPIRED;
    }
  }

  /** Each message takes 20 ms of a processor, and there are many more than that allows. */
  static Finding saturated() throws Exception {
    Finding finding = new Finding("the executor is saturated (20 ms of a processor per message)");
    Limits limits = LocalServer.limits();
    limits.requests = 50;
    limits.request = Duration.ofSeconds(2);
    try (Bench bench = new Bench(Clock.systemUTC(), 200, limits)) {
      bench.probe.times(finding, "before");
      int refusedAtTheStart = bench.robots.reconnections(); // logins, by the same limit
      bench.store.fault = user -> compute();
      Robots.sleep(Duration.ofSeconds(5));
      finding.figure("%s", bench.probe.times(finding, "meanwhile"));
      Map<ErrorCode, Integer> errors = bench.robots.errors();
      finding.figure("refused meanwhile %s", errors);
      finding.check(errors.containsKey(ErrorCode.OVERLOADED), "nothing was refused");
      finding.check(bench.robots.reconnections() == refusedAtTheStart, "robots were cut off");
      bench.recover(finding);
    }
    return finding;
  }

  /** In parts, so that many are in progress at the same time. */
  @Suspendable
  private static Task<Void> compute() {
    for (int part = 0; part < 10; part++) {
      for (long end = System.nanoTime() + 2_000_000; System.nanoTime() < end; ) {
        Thread.onSpinWait();
      }
      await(Task.yieldNow());
    }
    return Task.completed();
  }

  /** A handler blocks a thread of the server for two seconds, against all advice. */
  static Finding blocks() throws Exception {
    Finding finding = new Finding("a handler blocks its thread for 2 s");
    try (Bench bench = new Bench(Clock.systemUTC(), 20, LocalServer.limits());
        ChatClient client = bench.client("blocker")) {
      bench.probe.times(finding, "before");
      bench.store.fault = user -> user.equals("blocker") ? block() : Task.completed();
      client.send(new Request.Send(client.nextId(), "robotroom0", "key-1", "text"));
      Robots.sleep(Duration.ofMillis(1500));
      finding.figure(
          "%s",
          bench.probe.times(
              finding,
              "meanwhile, on the other of "
                  + Runtime.getRuntime().availableProcessors()
                  + " threads"));
      Event.Sent sent = client.receive(Event.Sent.class);
      finding.figure("its own message is acknowledged as %d, late", sent.seq());
      bench.recover(finding);
    }
    return finding;
  }

  @Suspendable
  @SuppressWarnings("suspendable:blocking") // the compiler warns, and is right
  private static Task<Void> block() {
    long end = System.nanoTime() + 2_000_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    return Task.completed();
  }

  /** A handler awaits what never comes; a second one does not even react to a stop. */
  static Finding endless() throws Exception {
    Finding finding = new Finding("handlers never end");
    Limits limits = LocalServer.limits();
    limits.request = Duration.ofSeconds(1);
    CompletableFuture<Void> release = new CompletableFuture<>();
    try (Bench bench = new Bench(Clock.systemUTC(), 20, limits);
        ChatClient client = bench.client("waiter");
        ChatClient deaf = bench.client("deaf")) {
      bench.store.fault =
          user ->
              switch (user) {
                case "waiter" -> Task.from(new CompletableFuture<>());
                case "deaf" -> Task.blocking(() -> waitFor(release));
                default -> Task.completed();
              };
      for (ChatClient each : new ChatClient[] {client, deaf}) {
        long begin = System.nanoTime();
        each.send(new Request.Send(each.nextId(), "robotroom0", "key-1", "text"));
        ErrorCode code = each.receive(Event.Failed.class).code();
        finding.figure(
            "%s answered after %d ms: %s",
            each == client ? "one that can be stopped is" : "one that cannot is",
            (System.nanoTime() - begin) / 1_000_000,
            code.text());
        finding.check(code == ErrorCode.TIMEOUT, "%s", code);
        each.send(new Request.Ping(each.nextId()));
        each.receive(Event.Pong.class);
      }
      finding.figure("their connections stay open");
      release.complete(null);
      bench.recover(finding);
    } finally {
      release.complete(null);
    }
    return finding;
  }

  private static Void waitFor(CompletableFuture<Void> release) {
    while (!release.isDone()) {
      LockSupport.parkNanos(10_000_000);
    }
    return null;
  }

  /** Where no small disk can be made: the store fails as if there was one. */
  static Finding noRoom() throws Exception {
    Finding finding = new Finding("the disk is full (injected: no tmpfs can be mounted here)");
    try (Bench bench = new Bench(Clock.systemUTC(), 20, LocalServer.limits())) {
      bench.store.fault = user -> full();
      Robots.sleep(Duration.ofSeconds(3));
      finding.figure("errors %s", bench.robots.errors());
      finding.figure("%s", bench.probe.times(finding, "meanwhile"));
      bench.recover(finding);
    }
    return finding;
  }

  @Suspendable
  private static Task<Void> full() {
    await(Task.yieldNow());
    throw new StoreException(StoreException.Code.UNAVAILABLE, "no room");
  }
}
