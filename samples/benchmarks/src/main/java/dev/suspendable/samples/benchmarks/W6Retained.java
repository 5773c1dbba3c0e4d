package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendPoint;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * W6: the heap that a million suspended coroutines hold on to, each with an int, a long and a
 * reference that are live. Not a JMH benchmark: a program that measures one variant in a JVM of its
 * own and prints bytes per coroutine. Then it resumes them all and checks what they return.
 *
 * <p>Not counted are the array with a slot for each coroutine, and the object behind the reference,
 * which they share.
 */
public final class W6Retained {
  /** The names of the variants, see {@link Workload}. */
  public enum Variant {
    suspendable(false),
    suspendableAwaited(false),
    suspendableChecked(false),
    hand(false),
    handWithHandle(false),
    kotlin(false),
    kotlinLaunch(false),
    completableFuture(false),
    virtualThread(true),
    rawContinuation(true);

    final boolean needsThreads;

    Variant(boolean needsThreads) {
      this.needsThreads = needsThreads;
    }
  }

  private static final Object SHARED = new Object();

  private final Object[] parked;
  private int count;
  private long sum;

  private W6Retained(int n) {
    parked = new Object[n];
  }

  public static void main(String[] args) throws Exception {
    Variant variant = Variant.valueOf(args[0]);
    int n = Integer.parseInt(args[1]);
    measure(variant, 1000); // loads classes
    System.out.printf(
        "{\"variant\": \"%s\", \"n\": %d, \"bytes\": %.1f}%n", variant, n, measure(variant, n));
  }

  /** Bytes per coroutine. */
  static double measure(Variant variant, int n) throws InterruptedException {
    W6Retained run = new W6Retained(n);
    long before = usedHeap();
    run.suspend(variant);
    long after = usedHeap();
    run.resume(variant);
    long expected = 0;
    for (int i = 0; i < n; i++) {
      expected += value(i, 2L * i, SHARED);
    }
    if (run.sum != expected) {
      throw new IllegalStateException(variant + ": " + run.sum + " is not " + expected);
    }
    return (double) (after - before) / n;
  }

  private static long usedHeap() throws InterruptedException {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  static long value(int a, long b, Object c) {
    return a + b + (c == SHARED ? 1 : 0);
  }

  private void suspend(Variant variant) {
    int n = parked.length;
    AtomicLong threads = new AtomicLong();
    for (int i = 0; i < n; i++) {
      int a = i;
      long b = 2L * i;
      switch (variant) {
        case suspendable -> start(leaf(a, b, SHARED));
        case suspendableAwaited -> start(caller(a, b, SHARED));
        case suspendableChecked -> start(checked(a, b, SHARED));
        case hand -> parked[count++] = new Hand(a, b, SHARED);
        case handWithHandle -> parked[count++] = new Handle(new Hand(a, b, SHARED));
        case kotlin -> parked[count++] = KotlinRetained.suspended(a, b, SHARED);
        case kotlinLaunch -> parked[count++] = KotlinRetained.launched(a, b, SHARED);
        case completableFuture -> parked[count++] = new Waiting(a, b, SHARED).trigger;
        case virtualThread -> {
          parked[count++] =
              VirtualThreads.start(
                  () -> {
                    threads.incrementAndGet();
                    LockSupport.park(SHARED);
                    results.addAndGet(value(a, b, SHARED));
                  });
          // The scheduler has one carrier, whose queue must not fill up with threads not started.
          while (threads.get() <= i) {
            Thread.onSpinWait();
          }
        }
        case rawContinuation -> {
          RawContinuation body =
              new RawContinuation(
                  () -> {
                    RawContinuation.suspend();
                    sum += value(a, b, SHARED);
                  });
          body.resume();
          parked[count++] = body;
        }
        default -> throw new IllegalArgumentException();
      }
    }
  }

  private final AtomicLong results = new AtomicLong();

  private void resume(Variant variant) {
    for (int i = 0; i < parked.length; i++) {
      Object one = parked[i];
      switch (variant) {
        case suspendable, suspendableAwaited -> ((Frame) one).run();
        case suspendableChecked -> ((SuspendPoint) one).resume().run();
        case hand -> sum += ((Hand) one).resume();
        case handWithHandle -> sum += ((Handle) one).hand.resume();
        case kotlin, kotlinLaunch -> sum += KotlinRetained.resume(one);
        case completableFuture -> complete((CompletableFuture<?>) one);
        case virtualThread -> {
          LockSupport.unpark((Thread) one);
          VirtualThreads.join((Thread) one);
        }
        case rawContinuation -> ((RawContinuation) one).resume();
        default -> throw new IllegalArgumentException();
      }
    }
    sum += results.get();
  }

  // ---- Ours.

  /** Started as its own root: no coroutine awaits it. */
  private void start(Task<?> task) {
    ((Promise) task).handle().resume();
  }

  private final class Park implements FrameAwaiter<@Nullable Void> {
    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      parked[count++] = frame;
      return Continuation.NOOP;
    }

    @Override
    public @Nullable Void awaitResume() {
      return null;
    }
  }

  private final class CheckedPark implements Awaiter<@Nullable Void> {
    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      parked[count++] = point;
      return Continuation.NOOP;
    }

    @Override
    public @Nullable Void awaitResume() {
      return null;
    }
  }

  private final Park park = new Park();
  private final CheckedPark checkedPark = new CheckedPark();

  @Suspendable
  private Task<Long> leaf(int a, long b, Object c) {
    await(park);
    sum += value(a, b, c);
    return Task.of(0L);
  }

  @Suspendable
  private Task<Long> checked(int a, long b, Object c) {
    await(checkedPark);
    sum += value(a, b, c);
    return Task.of(0L);
  }

  @Suspendable
  private Task<Long> valueOf(int a, long b, Object c) {
    await(park);
    return Task.of(value(a, b, c));
  }

  /** Two coroutines, of which one awaits the other: the figure is for both. */
  @Suspendable
  private Task<Long> caller(int a, long b, Object c) {
    long below = await(valueOf(a, b, c));
    sum += below + value(a, b, c) - value(a, b, c);
    return Task.of(0L);
  }

  // ---- By hand.

  /** As small as it gets: the variables, a state, and a link to who waits for it. */
  private static final class Hand {
    private final int a;
    private final long b;
    private final Object c;
    private int state = 1;
    private @Nullable Hand waiting;

    Hand(int a, long b, Object c) {
      this.a = a;
      this.b = b;
      this.c = c;
    }

    long resume() {
      if (state != 1 || waiting != null) {
        throw new IllegalStateException();
      }
      state = 2;
      return value(a, b, c);
    }
  }

  private static final class Handle {
    private final Hand hand;
    private @Nullable Object result;
    private int status;

    Handle(Hand hand) {
      this.hand = hand;
    }
  }

  // ---- A future that waits for another.

  private final class Waiting {
    private final CompletableFuture<@Nullable Void> trigger = new CompletableFuture<>();

    Waiting(int a, long b, Object c) {
      trigger.thenAccept(nothing -> results.addAndGet(value(a, b, c)));
    }
  }

  private static void complete(CompletableFuture<?> future) {
    future.complete(null);
  }
}
