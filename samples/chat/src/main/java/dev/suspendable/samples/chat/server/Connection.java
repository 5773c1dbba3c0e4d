package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.samples.chat.data.StoreException;
import dev.suspendable.samples.chat.data.User;
import dev.suspendable.samples.chat.net.Transport;
import dev.suspendable.samples.chat.observe.LogContext;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.Subtask;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.Channel;
import dev.suspendable.sync.ChannelClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, from its first byte to its last. Four coroutines in one scope: one reads requests,
 * one handles them in order, one writes what is to be sent, one watches the time. The first of them
 * that says why the connection ends stops the others, and all that runs for it.
 *
 * <p>A connection closes in an orderly way by closing its channels: first the requests, then,
 * behind the last answer, what is to be sent.
 */
final class Connection implements Member {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int BATCH = 16 * 1024;

  final long id;
  final Session session;
  final Transport transport;
  private final Service service;
  private final Handler handler;
  private final Channel<byte[]> requests = Channel.buffered(2);
  private final Channel<byte[]> outgoing;
  private final AtomicReference<String> goodbye = new AtomicReference<>();
  private final long began;
  private volatile long lastRequest;
  private TaskScope<String, String> scope;

  Connection(long id, Transport transport, Service service, Routes routes) {
    this.id = id;
    this.transport = transport;
    this.service = service;
    this.session = new Session(service);
    this.handler = new Handler(this, service, routes);
    this.outgoing = Channel.buffered(service.limits.outgoing);
    this.began = service.timers.nanoTime();
    this.lastRequest = began;
    transport.limit(Math.min(service.limits.firstFrame, service.limits.frame));
  }

  /** Serves the client; the result says why that has ended. */
  @Suspendable
  Task<String> run() throws IOException {
    String reason = "stopped";
    try (transport) {
      try (var parts = TaskScope.open(new FirstReason())) {
        scope = parts;
        parts.fork(read());
        parts.fork(handle());
        parts.fork(write());
        parts.fork(watch());
        reason = await(parts.join());
      } finally {
        session.leaveAll();
        LOG.debug("closed: {}", reason);
      }
    }
    return Task.of(reason);
  }

  /**
   * Ends with the first part that says why, or that fails. It keeps no others: a connection forks
   * one for each room that it joins.
   */
  private static final class FirstReason implements Joiner<String, String> {
    private final AtomicReference<String> reason = new AtomicReference<>();

    @Override
    public boolean onComplete(Subtask<? extends String> part) {
      String said = part.state() == Subtask.State.FAILED ? failed(part.exception()) : part.get();
      return said != null && reason.compareAndSet(null, said);
    }

    /** A client that vanishes or takes too long is usual; anything else is a fault of ours. */
    private static String failed(Throwable failure) {
      if (!(failure instanceof IOException || failure instanceof TimeoutException)) {
        LOG.error("a connection has failed", failure);
      }
      return failure.toString();
    }

    @Override
    public String result() {
      return reason.get();
    }
  }

  // ---- The parts. Each says why the connection ends, or null when it has done its work.

  @Suspendable
  private Task<String> read() throws IOException {
    try {
      for (byte[] message = await(transport.receive());
          message != null;
          message = await(transport.receive())) {
        lastRequest = service.timers.nanoTime();
        await(requests.send(message));
      }
      String reason = goodbye.get();
      return Task.of(reason != null ? reason : "the client has closed it");
    } catch (ProtocolException e) {
      await(outgoing.send(Json.encode(new Event.Failed(e.re(), e.code(), e.getMessage()))));
      close(e.code().text());
    } catch (ChannelClosedException e) {
      // we are closing it
    }
    await(transport.discard());
    return Task.of(goodbye.get());
  }

  @Suspendable
  private Task<String> handle() {
    for (byte[] message = await(requests.receiveOrNull());
        message != null;
        message = await(requests.receiveOrNull())) {
      await(handler.handle(message));
    }
    scope.fork(closing());
    await(outgoing.send(Json.encode(new Event.Bye(goodbye.get()))));
    outgoing.close();
    return Task.of(null);
  }

  @Suspendable
  private Task<String> closing() {
    await(Task.delay(service.limits.closing));
    return Task.of(goodbye.get() + ", not closed in time");
  }

  @Suspendable
  private Task<String> write() throws IOException {
    for (byte[] first = await(outgoing.receiveOrNull());
        first != null;
        first = await(outgoing.receiveOrNull())) {
      await(transport.send(batch(first)).timeout(service.limits.slowReader));
    }
    await(transport.finish());
    return Task.of(null);
  }

  /** Collects the messages that wait, to send many small ones by one operation. */
  private List<byte[]> batch(byte[] first) {
    List<byte[]> batch = new ArrayList<>(4);
    int size = 0;
    for (byte[] next = first; next != null; next = size < BATCH ? outgoing.tryReceive() : null) {
      batch.add(next);
      size += next.length;
    }
    return batch;
  }

  /** Looks when a time may be over, and not at each request. */
  @Suspendable
  private Task<String> watch() {
    await(Task.delay(service.limits.handshake));
    if (session.user() == null) {
      close("no login");
      return Task.of(null);
    }
    while (true) {
      Duration quiet = Duration.ofNanos(service.timers.nanoTime() - lastRequest);
      if (quiet.compareTo(service.limits.idle) >= 0) {
        close("idle");
        return Task.of(null);
      }
      await(Task.delay(service.limits.idle.minus(quiet)));
    }
  }

  // ---- For the routes.

  void login(User user) {
    session.login(user);
    transport.limit(service.limits.frame);
  }

  LogContext logContext(long request) {
    User user = session.user();
    return new LogContext(id, user == null ? null : user.name(), request);
  }

  /** Begins to send the messages of a room; the connection handles other requests meanwhile. */
  @Suspendable
  Task<Void> subscribe(Subscription subscription) {
    scope.fork(catchUp(subscription));
    return Task.completed();
  }

  @Suspendable
  private Task<String> catchUp(Subscription subscription) {
    try {
      await(subscription.room.catchUp(subscription));
    } catch (StoreException e) {
      LOG.warn("cannot catch up in room {}", subscription.room.name, e);
      close(ErrorCode.UNAVAILABLE.text());
    } catch (ChannelClosedException e) {
      // we are closing it
    }
    return Task.of(null);
  }

  // ---- For rooms, and for the server.

  @Override
  public boolean offer(byte[] bytes) {
    try {
      return outgoing.trySend(bytes);
    } catch (ChannelClosedException e) {
      return true;
    }
  }

  @Override
  public Awaitable<Void> put(byte[] bytes) {
    return outgoing.send(bytes);
  }

  /** Takes no more requests; ends when the last one has been answered. */
  @Override
  public void close(String reason) {
    if (goodbye.compareAndSet(null, reason)) {
      requests.close();
    }
  }
}
