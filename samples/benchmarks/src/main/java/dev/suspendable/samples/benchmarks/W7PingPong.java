package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.scope.StopSource;
import dev.suspendable.sync.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W7: two coroutines on one thread that give each other a number, in turn. One operation is one
 * round trip.
 *
 * <p>The {@code …Channel} and {@code virtualThread} variants go through two rendezvous channels,
 * which any thread may use. The others transfer to each other directly, so {@code handChannel} is
 * the one to compare channels with: state machines written by hand, and a rendezvous written by
 * hand for them, with a monitor.
 */
public class W7PingPong extends Workload {
  @Param("1000000")
  int n;

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    return (long) n * (n + 1) / 2;
  }

  @Override
  protected void shrink() {
    n = 1000;
  }

  // ---- Ours.

  /** Suspends one coroutine and continues with the other. */
  private static final class Link implements FrameAwaiter<@Nullable Void> {
    private @Nullable Frame other;
    private int value;

    Link transfer() {
      return this;
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      Frame next = other;
      other = frame;
      return next != null ? next : Continuation.NOOP;
    }

    @Override
    public @Nullable Void awaitResume() {
      return null;
    }
  }

  @Suspendable
  private static Task<Void> pong(Link link) {
    for (; ; ) {
      await(link.transfer());
      link.value++;
    }
  }

  @Suspendable
  private static Task<Long> ping(Link link, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      link.value = i;
      await(link.transfer());
      sum += link.value;
    }
    return Task.of(sum);
  }

  @Benchmark
  public long suspendableTransfer() {
    Link link = new Link();
    CompletableFuture<Void> pong = pong(link).toCompletableFuture();
    long sum = ping(link, n).toCompletableFuture().join();
    return pong.isDone() ? 0 : sum;
  }

  @Suspendable
  private static Task<Void> pong(Channel<Integer> there, Channel<Integer> back, int n) {
    for (int i = 0; i < n; i++) {
      await(back.send(await(there.receive()) + 1));
    }
    return Task.completed();
  }

  @Suspendable
  private static Task<Long> ping(Channel<Integer> there, Channel<Integer> back, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      await(there.send(i));
      sum += await(back.receive());
    }
    return Task.of(sum);
  }

  @Benchmark
  public long suspendableChannel() throws InterruptedException {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    return Task.syncWait(
        Task.<Void, Long, Long>whenAll(
            pong(there, back, n), ping(there, back, n), (none, sum) -> sum));
  }

  /** The same in coroutines that can be stopped. */
  @Benchmark
  public long suspendableChannelInContext() throws InterruptedException {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    return Task.syncWait(
        Task.<Void, Long, Long>whenAll(
                pong(there, back, n), ping(there, back, n), (none, sum) -> sum)
            .withStopToken(new StopSource().token()));
  }

  // ---- By hand.

  private static final class HandLink {
    private @Nullable Machine other;
    private int value;

    @Nullable Machine transfer(Machine from) {
      Machine next = other;
      other = from;
      return next;
    }
  }

  private abstract static class Machine {
    final HandLink link;

    Machine(HandLink link) {
      this.link = link;
    }

    /** Runs to the next suspension and returns who is next. */
    abstract @Nullable Machine step();

    static void run(Machine machine) {
      for (Machine next = machine; next != null; ) {
        next = next.step();
      }
    }
  }

  private static final class Pong extends Machine {
    private int state;

    Pong(HandLink link) {
      super(link);
    }

    @Override
    @Nullable Machine step() {
      if (state == 0) {
        state = 1;
      } else {
        link.value++;
      }
      return link.transfer(this);
    }
  }

  private static final class Ping extends Machine {
    private final int n;
    private int state;
    private int i;
    private long sum;

    Ping(HandLink link, int n) {
      super(link);
      this.n = n;
    }

    @Override
    @Nullable Machine step() {
      if (state == 0) {
        i = 0;
        state = 1;
      } else {
        sum += link.value;
        i++;
      }
      if (i < n) {
        link.value = i;
        return link.transfer(this);
      }
      return null;
    }
  }

  @Benchmark
  public long hand() {
    HandLink link = new HandLink();
    Machine.run(new Pong(link));
    Ping ping = new Ping(link, n);
    Machine.run(ping);
    return ping.sum;
  }

  /** A rendezvous that any thread may use, for one waiting machine at a time. */
  private static final class HandChannel {
    private @Nullable ChannelMachine waiting;
    private @Nullable Integer message;

    /** Hands a message to a receiver that waits; otherwise the sender waits with it. */
    synchronized boolean send(ChannelMachine sender, Integer value) {
      ChannelMachine receiver = waiting;
      if (receiver == null) {
        message = value;
        waiting = sender;
        return false;
      }
      receiver.received = value;
      waiting = null;
      return true;
    }

    /** Takes the message of a sender that waits; otherwise the receiver waits. */
    synchronized boolean receive(ChannelMachine receiver) {
      if (waiting == null) {
        waiting = receiver;
        return false;
      }
      receiver.received = message;
      waiting = null;
      message = null;
      return true;
    }
  }

  private abstract static class ChannelMachine {
    final HandChannel there;
    final HandChannel back;
    @Nullable Integer received;

    ChannelMachine(HandChannel there, HandChannel back) {
      this.there = there;
      this.back = back;
    }
  }

  private static final class ChannelPong extends ChannelMachine {
    private boolean hasReceived;

    ChannelPong(HandChannel there, HandChannel back) {
      super(there, back);
    }

    /** Runs until it has to wait. */
    void step() {
      for (; ; ) {
        if (!hasReceived) {
          hasReceived = true;
          if (!there.receive(this)) {
            return;
          }
        }
        hasReceived = false;
        if (!back.send(this, received + 1)) {
          return;
        }
      }
    }
  }

  private static final class ChannelPing extends ChannelMachine {
    ChannelPing(HandChannel there, HandChannel back) {
      super(there, back);
    }

    /** The other machine runs when a message or a receiver has released it. */
    long run(ChannelPong pong, int n) {
      long sum = 0;
      for (int i = 0; i < n; i++) {
        if (there.send(this, i)) {
          pong.step();
        }
        if (back.receive(this)) {
          pong.step();
        }
        sum += received;
      }
      return sum;
    }
  }

  @Benchmark
  public long handChannel() {
    HandChannel there = new HandChannel();
    HandChannel back = new HandChannel();
    ChannelPong pong = new ChannelPong(there, back);
    pong.step();
    return new ChannelPing(there, back).run(pong, n);
  }

  // ---- Others.

  @Benchmark
  public long kotlinTransfer() {
    return KotlinPingPong.transfers(n);
  }

  @Benchmark
  public long kotlinChannel() {
    return KotlinPingPong.channels(n);
  }

  private long threadSum;

  @Benchmark
  public long virtualThread() {
    VirtualThreads.run(
        () -> {
          SynchronousQueue<Integer> there = new SynchronousQueue<>();
          SynchronousQueue<Integer> back = new SynchronousQueue<>();
          Thread pong =
              VirtualThreads.start(
                  () -> {
                    for (int i = 0; i < n; i++) {
                      put(back, take(there) + 1);
                    }
                  });
          long sum = 0;
          for (int i = 0; i < n; i++) {
            put(there, i);
            sum += take(back);
          }
          VirtualThreads.join(pong);
          threadSum = sum;
        });
    return threadSum;
  }

  private static void put(SynchronousQueue<Integer> queue, int value) {
    try {
      queue.put(value);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int take(SynchronousQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
