package dev.suspendable.samples.chat.server;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.AsyncCloseable;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.interop.AsyncChannels;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.net.TcpTransport;
import dev.suspendable.samples.chat.net.Transport;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.schedule.ManagedTask;
import dev.suspendable.schedule.TaskExecutors;
import dev.suspendable.schedule.TaskManager;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.Joiner;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.TaskScope;
import dev.suspendable.scope.TimeoutException;
import dev.suspendable.sync.AsyncEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server. It ends in two phases: {@link #drain} takes no new connections and no new requests,
 * and lets those in progress be answered; {@link #kill} stops them.
 */
public final class ChatServer {
  private static final Logger LOG = LoggerFactory.getLogger(ChatServer.class);
  private static final int BACKLOG = 1024;

  private final Store store;
  private final Limits limits;
  private final Metrics metrics;
  private final AsynchronousChannelGroup sockets;
  private final AsynchronousServerSocketChannel listener;
  private final InetSocketAddress address;
  private final AsyncEvent draining = AsyncEvent.manualReset();
  private final StopSource stop = new StopSource();
  private final CompletableFuture<Void> ended;
  private volatile Connections connections;

  private ChatServer(SocketAddress asked, Store store, Limits limits, Metrics metrics)
      throws IOException {
    this.store = store;
    this.limits = limits;
    this.metrics = metrics;
    ExecutorService executor =
        TaskExecutors.workStealing(Runtime.getRuntime().availableProcessors());
    // On the coroutines' threads, so that a write that ends at once needs no other thread.
    sockets = AsynchronousChannelGroup.withCachedThreadPool(executor, 0);
    listener = AsynchronousServerSocketChannel.open(sockets);
    try {
      listener.bind(asked, BACKLOG);
      address = (InetSocketAddress) listener.getLocalAddress();
    } catch (IOException e) {
      sockets.shutdownNow();
      throw new IOException("cannot listen at " + asked, e);
    }
    ended =
        run()
            .with(context -> context.withName("server").withExecutor(executor))
            .toCompletableFuture();
    ended.whenComplete((nothing, failure) -> sockets.shutdown()); // and with them the executor
  }

  /**
   * Starts a server.
   *
   * @param address where it listens for TCP; the port 0 takes a free one
   * @param store the data; closed when the server has ended
   * @throws IOException if it cannot listen there
   */
  public static ChatServer start(SocketAddress address, Store store, Limits limits, Metrics metrics)
      throws IOException {
    return new ChatServer(address, store, limits, metrics);
  }

  // ---- Running.

  /** Closes what the server has been given, also if it is killed before it has begun. */
  @Suspendable
  private Task<Void> run() throws IOException {
    try (AsyncCloseable data = store::close;
        listener) {
      await(serve().withStopToken(stop.token()));
    }
    return Task.completed();
  }

  @Suspendable
  private Task<Void> serve() throws IOException {
    try (var posts = TaskManager.create();
        var pumps = TaskScope.open(Joiner.awaitAll())) {
      Rooms rooms = new Rooms(store, limits.slowReader, metrics, posts, pumps);
      Service service =
          new Service(store, limits, await(Context.current()).timers(), metrics, rooms);
      pumps.fork(service.budgets.sweep());
      await(serve(service));
      for (ManagedTask<?> post : posts.tasks()) {
        await(Task.from(post).map(posted -> null).orElse(null)); // of connections that are gone
      }
    }
    return Task.completed();
  }

  @Suspendable
  private Task<Void> serve(Service service) throws IOException {
    Connections open = null;
    try (var scope = TaskScope.open(Joiner.awaitAll())) {
      open = new Connections(scope, service);
      connections = open;
      try (listener) {
        scope.fork(accept(open));
        await(draining);
      }
      open.close();
      await(Task.from(scope.join()).timeout(limits.drain));
    } catch (TimeoutException e) {
      LOG.warn("not all connections have ended in time");
    } finally {
      if (open != null) {
        await(open.closeRest());
      }
    }
    return Task.completed();
  }

  /** Accepts connections until the listener is closed. */
  @Suspendable
  private Task<Void> accept(Connections open) throws IOException {
    while (listener.isOpen()) {
      try {
        open.add(
            TcpTransport.over(
                await(AsyncChannels.accept(listener)), limits.frame, limits.frameTime));
      } catch (ClosedChannelException e) {
        continue; // the listener, or a connection that was closed at once
      } catch (IOException e) {
        LOG.warn("cannot accept connections", e); // too many files are open
        await(Task.delay(Duration.ofMillis(100)));
      }
    }
    return Task.completed();
  }

  // ---- From outside.

  /** Serves a client that has come in another way. Returns false if the server is ending. */
  public boolean serve(Transport transport) {
    Connections open = connections;
    if (open == null || draining.isSet()) {
      return false;
    }
    try {
      open.add(transport);
      return true;
    } catch (IllegalStateException e) { // the scope was closed meanwhile
      return false;
    }
  }

  /** Where it listens for TCP. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns the number of open connections. */
  public int connections() {
    return connections == null ? 0 : connections.size();
  }

  /** Begins to end: no new connections, no new requests; what is in progress is answered. */
  public void drain() {
    draining.set();
  }

  /** Ends now. What is in progress is stopped. */
  public void kill() {
    stop.requestStop();
  }

  /** Completes when everything has ended; is cancelled when it was killed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }
}
