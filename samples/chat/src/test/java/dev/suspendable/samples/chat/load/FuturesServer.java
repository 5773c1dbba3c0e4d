package dev.suspendable.samples.chat.load;

import dev.suspendable.samples.chat.data.BlockingStore;
import dev.suspendable.samples.chat.data.Message;
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
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The chat with asynchronous sockets and chains of {@link CompletableFuture}. */
final class FuturesServer implements TestServer {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final BlockingStore store;
  private final Limits limits;
  private final Metrics metrics;
  private final ExecutorService blocking;
  private final AsynchronousChannelGroup group;
  private final AsynchronousServerSocketChannel server;
  private final Semaphore connections;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();

  /**
   * @param blocking runs the statements
   */
  FuturesServer(BlockingStore store, Limits limits, Metrics metrics, ExecutorService blocking)
      throws IOException {
    this.store = store;
    this.limits = limits;
    this.metrics = metrics;
    this.blocking = blocking;
    this.connections = new Semaphore(limits.connections);
    this.group =
        AsynchronousChannelGroup.withFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Executors.defaultThreadFactory());
    this.server =
        AsynchronousServerSocketChannel.open(group)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    accept();
  }

  @Override
  public int port() {
    try {
      return ((InetSocketAddress) server.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    group.shutdownNow();
    blocking.shutdown();
    store.close();
  }

  /** One operation of NIO as a future. */
  private static final class Operation<T> extends CompletableFuture<T>
      implements CompletionHandler<T, Void> {
    @Override
    public void completed(T result, Void nothing) {
      complete(result);
    }

    @Override
    public void failed(Throwable failure, Void nothing) {
      completeExceptionally(failure);
    }
  }

  private <T> CompletableFuture<T> inDatabase(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, blocking);
  }

  private void accept() {
    Operation<AsynchronousSocketChannel> accepted = new Operation<>();
    server.accept(null, accepted);
    accepted.thenAccept(
        socket -> {
          accept();
          try {
            if (connections.tryAcquire()) {
              socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
              new Peer(socket).serve();
            } else {
              socket.close();
            }
          } catch (IOException gone) {
            // so is the client
          }
        });
  }

  private final class Peer {
    private record Waiting(byte[] bytes, CompletableFuture<Void> taken) {}

    private final AsynchronousSocketChannel socket;
    private final FrameDecoder decoder = new FrameDecoder(limits.frame);
    private final ByteBuffer buffer = ByteBuffer.allocate(512).limit(0);
    private final Conversation conversation =
        new Conversation(limits.requestsPerSecond, limits.burst);
    private final Set<Room> joined = new HashSet<>();

    // Guarded by this.
    private final Queue<byte[]> outgoing = new ArrayDeque<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean isWriting;
    private boolean isClosed;

    Peer(AsynchronousSocketChannel socket) {
      this.socket = socket;
    }

    void serve() {
      read().whenComplete((nothing, failure) -> end());
    }

    /** Reads and handles until the client has closed its side. */
    private CompletableFuture<Void> read() {
      while (true) {
        byte[] frame;
        try {
          frame = decoder.decode(buffer);
        } catch (ProtocolException e) {
          return put(Conversation.error(0, e));
        }
        if (frame == null) {
          Operation<Integer> reading = new Operation<>();
          socket.read(buffer.clear(), limits.idle.toMillis(), TimeUnit.MILLISECONDS, null, reading);
          return reading.thenCompose(
              count -> {
                buffer.flip();
                return count < 0 ? DONE : read();
              });
        }
        CompletableFuture<Void> handled = handle(frame);
        if (!handled.isDone()) {
          return handled.thenCompose(nothing -> read());
        }
      }
    }

    private CompletableFuture<Void> handle(byte[] frame) {
      long began = System.nanoTime();
      Request request;
      try {
        request = conversation.request(frame);
      } catch (ProtocolException e) {
        return put(Conversation.error(e.re(), e));
      }
      return handle(request)
          .orTimeout(limits.request.toMillis(), TimeUnit.MILLISECONDS)
          .handle((nothing, failure) -> failure)
          .thenCompose(
              failure -> {
                metrics.answered(
                    Conversation.type(request),
                    failure == null ? "ok" : "error",
                    Duration.ofNanos(System.nanoTime() - began));
                return failure == null
                    ? DONE
                    : put(Conversation.error(request.id(), failure.getCause()));
              });
    }

    private CompletableFuture<Void> handle(Request request) {
      String user = conversation.user;
      if (request instanceof Request.Register register) {
        return inDatabase(() -> store.register(register.user(), register.password()))
            .thenCompose(added -> inDatabase(() -> store.login(added.name(), register.password())))
            .thenCompose(
                session -> {
                  conversation.user = session.user().name();
                  return put(Conversation.welcome(register.id(), session));
                });
      } else if (request instanceof Request.Join join) {
        Room room = rooms.computeIfAbsent(join.room(), Room::new);
        joined.add(room);
        return room.join(this, join);
      } else if (request instanceof Request.Send send) {
        return inDatabase(() -> store.post(user, send.room(), send.key(), send.text()))
            .thenCompose(
                posted -> {
                  String time = posted.time().toString();
                  Event sent = new Event.Sent(send.id(), send.room(), posted.seq(), time);
                  Room room = rooms.get(send.room());
                  return put(Json.encode(sent))
                      .thenCompose(
                          nothing ->
                              room == null || posted.duplicate()
                                  ? DONE
                                  : room.announce(
                                      new Message(
                                          send.room(),
                                          posted.seq(),
                                          user,
                                          send.text(),
                                          posted.time())));
                });
      } else {
        return put(Json.encode(new Event.Pong(request.id())));
      }
    }

    /**
     * Completes when there is room in the queue; a client that takes nothing for long is cut off.
     */
    CompletableFuture<Void> put(byte[] bytes) {
      CompletableFuture<Void> taken = DONE;
      synchronized (this) {
        if (isClosed) {
          return DONE;
        }
        if (outgoing.size() < limits.outgoing) {
          outgoing.add(bytes);
        } else {
          taken = new CompletableFuture<>();
          waiting.add(new Waiting(bytes, taken));
          taken
              .orTimeout(limits.slowReader.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionally(
                  late -> {
                    close();
                    return null;
                  });
        }
        if (isWriting) {
          return taken;
        }
        isWriting = true;
      }
      write();
      return taken;
    }

    private void write() {
      List<byte[]> frames = new ArrayList<>();
      List<CompletableFuture<Void>> taken = new ArrayList<>();
      synchronized (this) {
        frames.addAll(outgoing);
        outgoing.clear();
        while (outgoing.size() < limits.outgoing && !waiting.isEmpty()) {
          Waiting next = waiting.remove();
          outgoing.add(next.bytes());
          taken.add(next.taken());
        }
        if (frames.isEmpty() || isClosed) {
          isWriting = false;
          return;
        }
      }
      taken.forEach(each -> each.complete(null));
      write(Frames.of(frames));
    }

    private void write(ByteBuffer frames) {
      Operation<Integer> writing = new Operation<>();
      socket.write(frames, null, writing);
      writing.whenComplete(
          (count, failure) -> {
            if (failure != null) {
              close();
            } else if (frames.hasRemaining()) {
              write(frames);
            } else {
              write();
            }
          });
    }

    private void close() {
      List<Waiting> left;
      synchronized (this) {
        isClosed = true;
        left = new ArrayList<>(waiting);
        waiting.clear();
      }
      left.forEach(each -> each.taken().complete(null));
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone
      }
    }

    private void end() {
      close();
      joined.forEach(room -> room.leave(this));
      connections.release();
    }
  }

  /** All that happens in a room is one chain of futures. */
  private final class Room {
    private final String name;
    private CompletableFuture<Void> last = DONE; // guarded by this

    // Used in the chain only.
    private final Set<Peer> members = new LinkedHashSet<>();
    private final Map<Long, Message> committed = new HashMap<>();
    private long published = -1;

    Room(String name) {
      this.name = name;
    }

    private synchronized CompletableFuture<Void> chain(Supplier<CompletableFuture<Void>> step) {
      last = last.handle((nothing, failure) -> null).thenCompose(nothing -> step.get());
      return last;
    }

    CompletableFuture<Void> join(Peer peer, Request.Join join) {
      return chain(
          () ->
              inDatabase(() -> store.last(name))
                  .thenCompose(
                      seq -> {
                        published = published < 0 ? seq : published;
                        return peer.put(Json.encode(new Event.Joined(join.id(), name, seq)))
                            .thenCompose(
                                nothing ->
                                    catchUp(peer, join.after() == null ? seq : join.after()));
                      }));
    }

    private CompletableFuture<Void> catchUp(Peer peer, long cursor) {
      if (cursor >= published) {
        members.add(peer);
        return DONE;
      }
      return inDatabase(() -> store.after(name, cursor, 50))
          .thenCompose(
              messages -> {
                CompletableFuture<Void> put = DONE;
                for (Message message : messages) {
                  put = put.thenCompose(nothing -> peer.put(Conversation.encoded(message)));
                }
                long next = messages.get(messages.size() - 1).seq();
                return put.thenCompose(nothing -> catchUp(peer, next));
              });
    }

    CompletableFuture<Void> announce(Message message) {
      return chain(
          () -> {
            committed.put(message.seq(), message);
            CompletableFuture<Void> delivered = DONE;
            for (Message next; (next = committed.remove(published + 1)) != null; published++) {
              byte[] bytes = Conversation.encoded(next);
              for (Peer member : members) {
                CompletableFuture<Void> put = member.put(bytes);
                delivered = put.isDone() ? delivered : CompletableFuture.allOf(delivered, put);
              }
            }
            return delivered;
          });
    }

    void leave(Peer peer) {
      chain(
          () -> {
            members.remove(peer);
            return DONE;
          });
    }
  }
}
