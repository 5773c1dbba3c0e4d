package dev.suspendable.samples.chat.fault;

import dev.suspendable.samples.chat.client.ChatClient;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * A client on a thread of its own that asks for a pong again and again, whatever else happens, and
 * times the answer, also a refusal.
 */
final class Probe implements AutoCloseable {
  private final ChatClient client;
  private final Histogram times = new Histogram(60_000_000L, 3); // guarded by itself
  private final Thread thread = new Thread(this::run, "probe");
  private volatile boolean isEnding;
  private volatile IOException failure;

  Probe(int port) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    client = new ChatClient(server, Duration.ofSeconds(60));
    client.send(new Request.Register(client.nextId(), "probe", "password"));
    client.receive(Event.Welcome.class);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!isEnding) {
        long begin = System.nanoTime();
        client.send(new Request.Ping(client.nextId()));
        if (client.receive() == null) { // a pong, or a refusal
          throw new EOFException("closed");
        }
        synchronized (times) {
          // A slow answer stands for those that were not asked for meanwhile.
          times.recordValueWithExpectedInterval((System.nanoTime() - begin) / 1000, 5000);
        }
        Thread.sleep(5);
      }
    } catch (IOException e) {
      failure = isEnding ? null : e;
    } catch (InterruptedException e) {
      // ends
    }
  }

  /** The time to the answer of a ping, 99 % and most, since the last call. */
  String times(Finding finding, String when) {
    finding.check(failure == null, "the probe has lost its connection: %s", failure);
    synchronized (times) {
      String text =
          String.format(
              Locale.ROOT,
              "a ping of another client %s: 99 %% within %.1f ms, most %.1f ms",
              when,
              times.getValueAtPercentile(99) / 1000.0,
              times.getMaxValue() / 1000.0);
      times.reset();
      return text;
    }
  }

  @Override
  public void close() throws IOException {
    isEnding = true;
    client.close();
  }
}
