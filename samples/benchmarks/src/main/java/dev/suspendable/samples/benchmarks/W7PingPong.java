package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W7, for the time being: two coroutines on one thread that give each other a number, in turn. One
 * operation is one round trip.
 *
 * <p>The workload as defined goes through rendezvous channels, which the library does not have yet.
 * So those who have channels ({@code kotlinChannel}, {@code virtualThread}) do more here than the
 * others, which transfer to each other directly.
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
