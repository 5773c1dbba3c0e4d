package dev.suspendable.samples.chat.fault;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.data.JdbcStore;
import dev.suspendable.samples.chat.data.Store;
import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.ChatServer;
import dev.suspendable.samples.chat.server.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A server in this process, into which faults can be put. */
final class LocalServer implements AutoCloseable {
  final ChatServer server;

  LocalServer(Store store, Limits limits) throws IOException {
    server =
        ChatServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            store,
            limits,
            Metrics.create());
  }

  static Store store(StoreConfig config, Clock clock) throws InterruptedException {
    return Task.syncWait(JdbcStore.open(config, clock));
  }

  /** The usual limits, but for robots, who are hasty. */
  static Limits limits() {
    Limits limits = new Limits();
    limits.requestsPerSecond = 1000;
    limits.burst = 1000;
    return limits;
  }

  int port() {
    return server.address().getPort();
  }

  /** Ends the server at once, and waits until nothing of it is left. */
  @Override
  public void close() throws Exception {
    server.kill();
    try {
      server.ended().get(20, TimeUnit.SECONDS);
    } catch (CancellationException | ExecutionException e) {
      if (!(e instanceof CancellationException || e.getCause() instanceof CancellationException)) {
        throw e;
      }
    }
  }
}
