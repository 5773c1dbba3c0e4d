package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.Message;
import dev.suspendable.samples.chat.data.Posted;
import dev.suspendable.samples.chat.data.Session;
import dev.suspendable.samples.chat.observe.Metrics;
import dev.suspendable.samples.chat.server.Limits;
import dev.suspendable.samples.chat.wire.Event;
import dev.suspendable.samples.chat.wire.FrameDecoder;
import dev.suspendable.samples.chat.wire.Frames;
import dev.suspendable.samples.chat.wire.Json;
import dev.suspendable.samples.chat.wire.ProtocolException;
import dev.suspendable.samples.chat.wire.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chat with blocking sockets: two virtual threads for each connection, one that reads and
 * works, and one that writes.
 */
final class ThreadsServer implements TestServer {
  private final BlockingStore store;
  private final Limits limits;
  private final Metrics metrics;
  private final ExecutorService threads;
  private final ServerSocket server;
  private final Semaphore connections;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();

  /**
   * @param threads starts a virtual thread for each task
   */
  ThreadsServer(BlockingStore store, Limits limits, Metrics metrics, ExecutorService threads)
      throws IOException {
    this.store = store;
    this.limits = limits;
    this.metrics = metrics;
    this.threads = threads;
    this.connections = new Semaphore(limits.connections);
    this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    store.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        if (connections.tryAcquire()) {
          threads.execute(() -> serve(socket));
        } else {
          socket.close();
        }
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) limits.idle.toMillis());
      Peer peer = new Peer(socket);
      threads.execute(peer::write);
      try {
        peer.read();
      } finally {
        peer.end();
      }
    } catch (IOException | InterruptedException gone) {
      // so is the client
    } finally {
      connections.release();
    }
  }

  private final class Peer {
    private static final byte[] END = {};

    private final Socket socket;
    private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>(limits.outgoing);
    private final Conversation conversation =
        new Conversation(limits.requestsPerSecond, limits.burst);
    private final Set<Room> joined = new HashSet<>();

    Peer(Socket socket) {
      this.socket = socket;
    }

    void read() throws IOException, InterruptedException {
      FrameDecoder decoder = new FrameDecoder(limits.frame);
      ByteBuffer buffer = ByteBuffer.allocate(512).limit(0);
      while (true) {
        byte[] frame;
        try {
          frame = decoder.decode(buffer);
        } catch (ProtocolException e) {
          put(Conversation.error(0, e));
          return;
        }
        if (frame != null) {
          handle(frame);
          continue;
        }
        int count = socket.getInputStream().read(buffer.array());
        if (count < 0) {
          return;
        }
        buffer.position(0).limit(count);
      }
    }

    private void handle(byte[] frame) throws InterruptedException {
      long id = 0;
      long began = System.nanoTime();
      try {
        Request request = conversation.request(frame);
        id = request.id();
        handle(request);
        metrics.answered(
            Conversation.type(request), "ok", Duration.ofNanos(System.nanoTime() - began));
      } catch (ProtocolException | RuntimeException e) {
        put(Conversation.error(id, e));
      }
    }

    private void handle(Request request) throws InterruptedException {
      String user = conversation.user;
      if (request instanceof Request.Register register) {
        store.register(register.user(), register.password());
        Session session = store.login(register.user(), register.password());
        conversation.user = session.user().name();
        put(Conversation.welcome(register.id(), session));
      } else if (request instanceof Request.Join join) {
        Room room = rooms.computeIfAbsent(join.room(), Room::new);
        joined.add(room);
        room.join(this, join);
      } else if (request instanceof Request.Send send) {
        Posted posted = store.post(user, send.room(), send.key(), send.text());
        String time = posted.time().toString();
        put(Json.encode(new Event.Sent(send.id(), send.room(), posted.seq(), time)));
        Room room = rooms.get(send.room());
        if (room != null && !posted.duplicate()) {
          room.announce(new Message(send.room(), posted.seq(), user, send.text(), posted.time()));
        }
      } else {
        put(Json.encode(new Event.Pong(request.id())));
      }
    }

    /** Waits for room in the queue; a client that takes nothing for long is cut off. */
    void put(byte[] bytes) throws InterruptedException {
      if (!outgoing.offer(bytes, limits.slowReader.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          socket.close();
        } catch (IOException e) {
          // it is gone
        }
      }
    }

    private void write() {
      try (socket) {
        List<byte[]> frames = new ArrayList<>();
        while (true) {
          frames.add(outgoing.take());
          outgoing.drainTo(frames);
          if (frames.contains(END)) { // by identity
            return;
          }
          socket.getOutputStream().write(Frames.of(frames).array());
          frames.clear();
        }
      } catch (IOException | InterruptedException gone) {
        // the reader sees it too
      }
    }

    void end() throws InterruptedException {
      for (Room room : joined) {
        room.leave(this);
      }
      outgoing.clear();
      outgoing.put(END);
    }
  }

  /** All that happens in a room happens under its lock, one after the other. */
  private final class Room {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Peer> members = new LinkedHashSet<>();
    private final Map<Long, Message> committed = new HashMap<>();
    private long published = -1;

    Room(String name) {
      this.name = name;
    }

    void join(Peer peer, Request.Join join) throws InterruptedException {
      lock.lock();
      try {
        long last = store.last(name);
        published = published < 0 ? last : published;
        peer.put(Json.encode(new Event.Joined(join.id(), name, last)));
        long cursor = join.after() == null ? last : join.after();
        while (cursor < published) {
          for (Message message : store.after(name, cursor, 50)) {
            peer.put(Conversation.encoded(message));
            cursor = message.seq();
          }
        }
        members.add(peer);
      } finally {
        lock.unlock();
      }
    }

    void announce(Message message) throws InterruptedException {
      lock.lock();
      try {
        committed.put(message.seq(), message);
        for (Message next; (next = committed.remove(published + 1)) != null; published++) {
          byte[] bytes = Conversation.encoded(next);
          for (Peer member : members) {
            member.put(bytes);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    void leave(Peer peer) {
      lock.lock();
      try {
        members.remove(peer);
      } finally {
        lock.unlock();
      }
    }
  }
}
