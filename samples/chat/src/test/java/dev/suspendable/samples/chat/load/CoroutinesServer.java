package dev.suspendable.samples.chat.load;

import dev.suspendable.Task;
import dev.suspendable.samples.chat.data.JdbcStore;
import dev.suspendable.samples.chat.data.StoreConfig;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.ChatServer;
import dev.suspendable.samples.chat.server.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;

/** The server of this sample. */
final class CoroutinesServer implements TestServer {
  private final ChatServer server;

  CoroutinesServer(StoreConfig config, Limits limits, Metrics metrics, int port)
      throws IOException, InterruptedException {
    server =
        ChatServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Task.syncWait(JdbcStore.open(config, Clock.systemUTC())),
            limits,
            metrics);
  }

  @Override
  public int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.drain();
    server.ended().join();
  }
}
