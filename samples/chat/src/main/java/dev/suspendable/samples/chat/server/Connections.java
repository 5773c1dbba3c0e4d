package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.samples.chat.net.Transport;
import dev.suspendable.samples.chat.wire.ErrorCode;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.AsyncSemaphore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** More than so many at a time are refused without a word. */
  private static final int REFUSED = 100;

  private final TaskScope<Object, ?> scope;
  private final Service service;
  private final Routes routes;
  private final Map<Long, Connection> open = new ConcurrentHashMap<>();
  private final Set<Transport> transports = ConcurrentHashMap.newKeySet();
  private final AsyncSemaphore refused = new AsyncSemaphore(REFUSED);
  private final AtomicLong lastId = new AtomicLong();
  private volatile boolean isClosed;

  /**
   * @param scope what runs for connections runs in it
   */
  Connections(TaskScope<Object, ?> scope, Service service) {
    this.scope = scope;
    this.service = service;
    this.routes = new Routes(service);
    service.metrics.gauge("chat.connections", open::size);
    service.metrics.gauge("chat.rooms", service.rooms::size);
    service.metrics.gauge(
        "chat.requests.in.progress",
        () -> service.limits.requests - service.requests.availablePermits());
  }

  /** Serves a client, or refuses it if there are too many. */
  void add(Transport transport) {
    boolean isAccepted = !isClosed && open.size() < service.limits.connections;
    service.metrics.connected(isAccepted);
    transports.add(transport);
    if (!isAccepted) {
      scope.fork(refuse(transport));
      return;
    }
    Connection connection = new Connection(lastId.incrementAndGet(), transport, service, routes);
    open.put(connection.id, connection);
    String name = "connection " + connection.id;
    scope.fork(
        connection.logContext(0).around(serve(connection)).with(context -> context.withName(name)));
    if (isClosed) {
      connection.close("shutdown"); // `close` may not have seen it
    }
  }

  @Suspendable
  private Task<Void> serve(Connection connection) {
    try {
      await(connection.run());
    } catch (IOException e) {
      LOG.debug("not closed properly", e);
    } finally {
      open.remove(connection.id);
      transports.remove(connection.transport);
    }
    return Task.completed();
  }

  @Suspendable
  private Task<Void> refuse(Transport transport) {
    try (transport) {
      if (refused.tryAcquire()) {
        try {
          await(farewell(transport).timeout(service.limits.closing));
        } catch (TimeoutException e) {
          // it was told, or does not listen
        } finally {
          refused.release();
        }
      }
    } catch (IOException e) {
      LOG.debug("refused and gone", e);
    } finally {
      transports.remove(transport);
    }
    return Task.completed();
  }

  @Suspendable
  private static Task<Void> farewell(Transport transport) throws IOException {
    Event error = new Event.Failed(0, ErrorCode.OVERLOADED, "too many connections");
    await(transport.send(List.of(Json.encode(error), Json.encode(new Event.Bye("overloaded")))));
    await(transport.finish());
    await(transport.discard());
    return Task.completed();
  }

  /** Takes no more, and lets those that are open end what they are doing. */
  void close() {
    isClosed = true;
    open.values().forEach(connection -> connection.close("shutdown"));
  }

  /**
   * Closes what is left when the scope has ended: a coroutine that is stopped before its start
   * closes nothing.
   */
  @Suspendable
  Task<Void> closeRest() {
    for (Transport transport : transports) {
      await(transport.closeAsync());
    }
    open.clear();
    return Task.completed();
  }

  int size() {
    return open.size();
  }
}
