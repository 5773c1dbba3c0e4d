package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients on one thread. They only talk to this machine.
 *
 * <p>The driver is an open loop: it sends by a schedule, whether or not answers have come. So it
 * needs little of the processor for a message, and reads only what it needs of the two events that
 * come in masses.
 */
public final class Driver implements AutoCloseable {
  private static final byte[] SENT = "{\"type\":\"sent\",\"re\":".getBytes(StandardCharsets.UTF_8);
  private static final byte[] POSTED =
      "{\"type\":\"message\",\"room\":\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TEXT = ",\"text\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int CONNECTING = 64;
  private static final String PADDING = " " + "x".repeat(80);

  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
  private final List<Client> clients = new ArrayList<>();
  private final int roomSize;
  private final String prefix;
  private int ready;
  private long posts;
  private Sample sample = new Sample(0);
  private long measuredFrom = Long.MAX_VALUE;
  private long pauseFrom = Long.MAX_VALUE;
  private Duration pause = Duration.ZERO;

  /**
   * @param roomSize how many clients are in each room
   * @param prefix begins the names of users and rooms
   */
  public Driver(int port, int roomSize, String prefix) throws IOException {
    this.prefix = prefix;
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.roomSize = roomSize;
  }

  /** Opens connections, each of a user of its own, who joins a room. */
  public void connect(int count, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    int first = clients.size();
    while (ready < first + count) {
      while (clients.size() < first + count && clients.size() - ready < CONNECTING) {
        open();
      }
      step(1_000_000);
      if (System.nanoTime() > end) {
        throw new IOException(ready + " of " + count + " connections in " + limit);
      }
    }
  }

  private void open() throws IOException {
    int number = clients.size();
    SocketChannel socket = SocketChannel.open();
    socket.configureBlocking(false);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = socket.register(selector, SelectionKey.OP_CONNECT);
    Client client = new Client(prefix + number, prefix + "-room" + number / roomSize, socket, key);
    key.attach(client);
    clients.add(client);
    if (socket.connect(server)) {
      key.interestOps(SelectionKey.OP_READ);
      client.register();
    }
  }

  /**
   * Posts messages at a fixed rate, by all clients in turn.
   *
   * @param warmUp the time before the measurement
   */
  public Sample run(double rate, Duration warmUp, Duration time, Duration drain)
      throws IOException {
    sample = new Sample(rate);
    long begin = System.nanoTime();
    measuredFrom = begin + warmUp.toNanos();
    long end = measuredFrom + time.toNanos();
    double gap = 1e9 / rate;
    long intended = begin;
    long count = 0;
    while (intended < end) {
      step(intended - System.nanoTime());
      while (intended <= System.nanoTime() && intended < end) {
        post(intended);
        intended = begin + (long) (++count * gap);
      }
    }
    for (long last = end + drain.toNanos(); !sample.isComplete() && System.nanoTime() < last; ) {
      step(1_000_000);
    }
    return sample;
  }

  /** For a test: does nothing from a moment on, for a time, as if the machine stood still. */
  void pauseAt(long nanoTime, Duration time) {
    pauseFrom = nanoTime;
    pause = time;
  }

  private void post(long intended) throws IOException {
    // A large odd step, so that the messages of a room are not sent together.
    int number = (int) (posts++ * 7919 % clients.size());
    if (intended >= measuredFrom) {
      sample.sent++;
      sample.expectedDeliveries +=
          Math.min(roomSize, clients.size() - number / roomSize * roomSize);
    }
    String key = Long.toString(System.nanoTime(), 36) + "-" + posts;
    clients.get(number).post(intended, key, intended + PADDING);
  }

  /** Does what there is to do, and waits a little if there is nothing. */
  private void step(long nanos) throws IOException {
    if (System.nanoTime() >= pauseFrom) {
      pauseFrom = Long.MAX_VALUE;
      LockSupport.parkNanos(pause.toNanos());
    }
    if (selector.selectNow(this::handle) == 0 && nanos > 0) {
      if (nanos >= 1_000_000) {
        selector.select(this::handle, 1);
      } else {
        LockSupport.parkNanos(Math.min(nanos, 100_000)); // the selector waits whole milliseconds
      }
    }
  }

  private void handle(SelectionKey key) {
    Client client = (Client) key.attachment();
    try {
      if (key.isConnectable() && client.finishConnect()) {
        client.register();
      }
      if (key.isWritable()) {
        client.write();
      }
      if (key.isReadable()) {
        client.read(buffer);
        while (buffer.remaining() > 4
            && buffer.remaining() - 4 >= buffer.getInt(buffer.position())) {
          int length = buffer.getInt();
          event(client, buffer.position(), length);
          buffer.position(buffer.position() + length);
        }
        client.keep(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void event(Client client, int start, int length) throws IOException {
    long now = System.nanoTime();
    byte[] bytes = buffer.array();
    if (startsWith(bytes, start, SENT)) {
      acknowledged(client.intendedTime(number(bytes, start + SENT.length)), now);
    } else if (startsWith(bytes, start, POSTED)) {
      int text = start + POSTED.length;
      while (!startsWith(bytes, text, TEXT)) {
        text++;
      }
      long intended = number(bytes, text + TEXT.length);
      if (intended >= measuredFrom) {
        sample.delivered++;
        Sample.record(sample.delivery, now - intended);
      }
    } else {
      event(client, Json.event(Arrays.copyOfRange(bytes, start, start + length)), now);
    }
  }

  private void event(Client client, Event event, long now) throws IOException {
    if (event instanceof Event.Welcome) {
      client.join();
    } else if (event instanceof Event.Joined && !client.isReady) {
      client.isReady = true;
      ready++;
    } else if (event instanceof Event.Failed failed && client.isReady) {
      if (client.intendedTime(failed.re()) >= measuredFrom) {
        sample.refused++;
      }
    } else {
      throw new IOException(client.user + ": " + event);
    }
  }

  private void acknowledged(long intended, long now) {
    if (intended >= measuredFrom) {
      sample.acknowledged++;
      Sample.record(sample.acknowledgement, now - intended);
    }
  }

  private static boolean startsWith(byte[] bytes, int start, byte[] prefix) {
    return start + prefix.length <= bytes.length
        && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
  }

  private static long number(byte[] bytes, int start) {
    long number = 0;
    for (int i = start; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = 10 * number + bytes[i] - '0';
    }
    return number;
  }

  /** Ends all connections at once and without a word, as a machine that is switched off and on. */
  public void reset() throws IOException {
    for (Client client : clients) {
      client.reset();
    }
    selector.selectNow(); // a channel is closed when its selector has let go of it
    clients.clear();
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    selector.close();
  }
}
