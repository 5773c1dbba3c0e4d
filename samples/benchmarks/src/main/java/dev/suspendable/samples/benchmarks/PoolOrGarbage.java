package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recycled frames against garbage: short-lived coroutines, each created, suspended once, resumed to
 * its end and destroyed. Not a JMH benchmark: measures one variant in a JVM of its own and prints
 * one line of JSON. See pool.sh.
 *
 * <p>64 coroutines of a thread are in flight at a time, so a frame is known to others, as one that
 * waits for something is. With a background, every sixteenth coroutine replaces the oldest of so
 * many that wait all along: they are young when the collector comes, and it has to copy them.
 *
 * <p>Arguments: body, pooled or plain, the number in the background, threads, coroutines for each
 * thread.
 */
public final class PoolOrGarbage implements FrameAwaiter<@Nullable Void> {
  /** The state that a coroutine holds while it is suspended. */
  public enum Body {
    /** An int. */
    small,
    /** An object that it has made. */
    object,
    /** Twenty longs. */
    large
  }

  private static final int IN_FLIGHT = 64;
  private static final int REPLACED = 16;

  private final Body body;
  private final boolean pooled;
  private final @Nullable Frame[] inFlight = new Frame[IN_FLIGHT];
  private final @Nullable Frame[] background;
  private @Nullable Frame[] slots = inFlight;
  private int slot;
  private long sum;
  private long expected;

  PoolOrGarbage(Body body, boolean pooled, int background) {
    this.body = body;
    this.pooled = pooled;
    this.background = new Frame[background];
  }

  public static void main(String[] args) throws InterruptedException {
    Body body = Body.valueOf(args[0]);
    boolean pooled = args[1].equals("pooled");
    int background = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    int n = Integer.parseInt(args[4]);
    List<PoolOrGarbage> churns = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      churns.add(new PoolOrGarbage(body, pooled, background));
    }
    inThreads(churns, Math.max(n / 4, REPLACED * background)); // compiles, fills the background
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long from = ManagementFactory.getRuntimeMXBean().getUptime();
    long collections = collections();
    long cpu = system.getProcessCpuTime();
    long[] used = inThreads(churns, n);
    cpu = system.getProcessCpuTime() - cpu;
    collections = collections() - collections;
    long to = ManagementFactory.getRuntimeMXBean().getUptime();
    for (PoolOrGarbage churn : churns) {
      churn.check();
    }
    System.out.printf(
        Locale.ROOT,
        "{\"body\": \"%s\", \"frames\": \"%s\", \"background\": %d, \"threads\": %d, \"n\": %d,"
            + " \"threadNs\": %.2f, \"processNs\": %.2f, \"bytes\": %.2f, \"collections\": %d,"
            + " \"from\": %d, \"to\": %d}%n",
        body,
        args[1],
        background,
        threads,
        n,
        (double) used[0] / n / threads,
        (double) cpu / n / threads,
        (double) used[1] / n / threads,
        collections,
        from,
        to);
  }

  /** Runs all at the same time; returns the CPU time and the bytes allocated of their threads. */
  private static long[] inThreads(List<PoolOrGarbage> churns, int n) throws InterruptedException {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] used = new long[2];
    List<Thread> threads = new ArrayList<>();
    for (PoolOrGarbage churn : churns) {
      Thread thread =
          new Thread(
              () -> {
                long bytes = bean.getCurrentThreadAllocatedBytes();
                long cpu = bean.getCurrentThreadCpuTime();
                churn.run(n);
                synchronized (used) {
                  used[0] += bean.getCurrentThreadCpuTime() - cpu;
                  used[1] += bean.getCurrentThreadAllocatedBytes() - bytes;
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return used;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(bean -> !bean.getName().matches(".*(Pauses|Concurrent).*"))
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  void run(int n) {
    int oldest = 0;
    for (int i = 0; i < n; i++) {
      if (i % REPLACED == 0 && background.length > 0) {
        replace(background, oldest, i);
        oldest = oldest + 1 == background.length ? 0 : oldest + 1;
      } else {
        replace(inFlight, i % IN_FLIGHT, i);
      }
    }
    long numbers = (long) n * (n - 1) / 2;
    expected += body == Body.large ? 20 * numbers + 190L * n : numbers;
  }

  private void replace(@Nullable Frame[] in, int at, int a) {
    Frame before = in[at];
    if (before != null) {
      before.run();
    }
    slots = in;
    slot = at;
    start(a);
  }

  private void start(int a) {
    switch (body) {
      case small -> {
        if (pooled) {
          smallPooled(a);
        } else {
          smallPlain(a);
        }
      }
      case object -> {
        if (pooled) {
          objectPooled(a);
        } else {
          objectPlain(a);
        }
      }
      default -> {
        if (pooled) {
          largePooled(a);
        } else {
          largePlain(a);
        }
      }
    }
  }

  /** Ends those that still wait, and compares what all have added up. */
  void check() {
    for (@Nullable Frame[] waiting : List.of(inFlight, background)) {
      for (int i = 0; i < waiting.length; i++) {
        Frame frame = waiting[i];
        if (frame != null) {
          waiting[i] = null;
          frame.run();
        }
      }
    }
    if (sum != expected) {
      throw new IllegalStateException(body + ": " + sum + " is not " + expected);
    }
  }

  // ---- The awaiter: a coroutine waits in the slot that is to be filled.

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    slots[slot] = frame;
    return Continuation.NOOP;
  }

  @Override
  public @Nullable Void awaitResume() {
    return null;
  }

  // ---- The coroutines.

  private record Value(long a) {}

  @Suspendable
  private PlainJob smallPlain(int a) {
    await(this);
    sum += a;
    return PlainJob.done();
  }

  @Suspendable
  private PlainJob objectPlain(int a) {
    Value value = new Value(a);
    await(this);
    sum += value.a;
    return PlainJob.done();
  }

  @Suspendable
  private PlainJob largePlain(int a) {
    long x0 = a;
    long x1 = a + 1L;
    long x2 = a + 2L;
    long x3 = a + 3L;
    long x4 = a + 4L;
    long x5 = a + 5L;
    long x6 = a + 6L;
    long x7 = a + 7L;
    long x8 = a + 8L;
    long x9 = a + 9L;
    long x10 = a + 10L;
    long x11 = a + 11L;
    long x12 = a + 12L;
    long x13 = a + 13L;
    long x14 = a + 14L;
    long x15 = a + 15L;
    long x16 = a + 16L;
    long x17 = a + 17L;
    long x18 = a + 18L;
    long x19 = a + 19L;
    await(this);
    sum +=
        x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11 + x12 + x13 + x14 + x15 + x16
            + x17 + x18 + x19;
    return PlainJob.done();
  }

  @Suspendable
  private PooledJob smallPooled(int a) {
    await(this);
    sum += a;
    return PooledJob.done();
  }

  @Suspendable
  private PooledJob objectPooled(int a) {
    Value value = new Value(a);
    await(this);
    sum += value.a;
    return PooledJob.done();
  }

  @Suspendable
  private PooledJob largePooled(int a) {
    long x0 = a;
    long x1 = a + 1L;
    long x2 = a + 2L;
    long x3 = a + 3L;
    long x4 = a + 4L;
    long x5 = a + 5L;
    long x6 = a + 6L;
    long x7 = a + 7L;
    long x8 = a + 8L;
    long x9 = a + 9L;
    long x10 = a + 10L;
    long x11 = a + 11L;
    long x12 = a + 12L;
    long x13 = a + 13L;
    long x14 = a + 14L;
    long x15 = a + 15L;
    long x16 = a + 16L;
    long x17 = a + 17L;
    long x18 = a + 18L;
    long x19 = a + 19L;
    await(this);
    sum +=
        x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11 + x12 + x13 + x14 + x15 + x16
            + x17 + x18 + x19;
    return PooledJob.done();
  }
}
