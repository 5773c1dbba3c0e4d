package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.Param;

/**
 * W2: {@code x = await(callee(x, i))} in a loop, where the callee does not suspend, and W2m, where
 * one in 1024 does. One operation is one await. The callee is not inlined, in any variant.
 *
 * <p>{@code handLazy} is the state machine at its best: called like a method, a frame only where it
 * suspends. {@code handFrame} makes a frame for each call of the callee.
 */
public class W2Await extends Workload {
  static final int GOLDEN = 0x9E3779B9;

  @Param("10000000")
  int n;

  /** The callee suspends where {@code (i & mask) == mask}; for -1 that is nowhere in the range. */
  @Param({"-1", "1023"})
  int mask;

  private final Parking parking = new Parking();

  @Override
  protected long operations() {
    return n;
  }

  @Override
  protected long expected() {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = (x ^ i) + GOLDEN;
    }
    return x;
  }

  @Override
  protected void shrink() {
    n = 5000;
  }

  // ---- Ours.

  @Suspendable
  private Task<Integer> callee(int x, int i) {
    if ((i & mask) == mask) {
      await(parking.park());
    }
    return Task.of((x ^ i) + GOLDEN);
  }

  @Suspendable
  private Task<Integer> caller(int n) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(callee(x, i));
    }
    return Task.of(x);
  }

  @Benchmark
  public long suspendable() {
    return parking.drive(caller(n));
  }

  @Suspendable
  private Task<Integer> linkedCaller(int n) {
    W2Callee other = new W2Callee(parking, mask);
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = await(other.callee(x, i));
    }
    return Task.of(x);
  }

  /** With the callee in another file. */
  @Benchmark
  public long suspendableLinked() {
    return parking.drive(linkedCaller(n));
  }

  // ---- A plain call.

  @CompilerControl(Mode.DONT_INLINE)
  private int plainCallee(int x, int i) {
    if ((i & mask) == mask) {
      parked++;
    }
    return (x ^ i) + GOLDEN;
  }

  private int parked;

  @Benchmark
  public long plain() {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = plainCallee(x, i);
    }
    return x;
  }

  // ---- By hand, frames at the first suspension only.

  /** The run of a hand-written coroutine: who has left for a suspension, and what is the result. */
  private static final class Run {
    private boolean suspended;
    private @Nullable LazyCallee innermost;
    private @Nullable LazyCaller outermost;
  }

  private static final class LazyCallee {
    private final int x;
    private final int i;

    LazyCallee(int x, int i) {
      this.x = x;
      this.i = i;
    }

    int resume() {
      return (x ^ i) + GOLDEN;
    }
  }

  private static final class LazyCaller {
    private final W2Await self;
    private final int n;
    private int i;

    LazyCaller(W2Await self, int n) {
      this.self = self;
      this.n = n;
    }

    /** Continues after the await with its value. */
    int resume(int value, Run run) {
      int x = value;
      for (int i = this.i + 1; i < n; i++) {
        x = self.lazyCallee(x, i, run);
        if (run.suspended) {
          return leave(i, run);
        }
      }
      return x;
    }

    private int leave(int i, Run run) {
      this.i = i;
      run.outermost = this;
      return 0;
    }
  }

  @CompilerControl(Mode.DONT_INLINE)
  private int lazyCallee(int x, int i, Run run) {
    if ((i & mask) == mask) {
      return leaveCallee(x, i, run);
    }
    return (x ^ i) + GOLDEN;
  }

  private static int leaveCallee(int x, int i, Run run) {
    run.innermost = new LazyCallee(x, i);
    run.suspended = true;
    return 0;
  }

  private int lazyCaller(int n, Run run) {
    int x = 0;
    for (int i = 0; i < n; i++) {
      x = lazyCallee(x, i, run);
      if (run.suspended) {
        return new LazyCaller(this, n).leave(i, run);
      }
    }
    return x;
  }

  @Benchmark
  public long handLazy() {
    Run run = new Run();
    int x = lazyCaller(n, run);
    while (run.suspended) {
      run.suspended = false;
      LazyCallee callee = run.innermost;
      LazyCaller caller = run.outermost;
      x = caller.resume(callee.resume(), run);
    }
    return x;
  }

  // ---- By hand, a frame for each call.

  private static final class FrameCallee {
    private final W2Await self;
    private final int x;
    private final int i;
    private int state;
    private int result;

    FrameCallee(W2Await self, int x, int i) {
      this.self = self;
      this.x = x;
      this.i = i;
    }

    /** True if the callee has completed, and false if it has parked. */
    @CompilerControl(Mode.DONT_INLINE)
    boolean step() {
      if (state == 0) {
        state = 1;
        if ((i & self.mask) == self.mask) {
          return false;
        }
      }
      result = (x ^ i) + GOLDEN;
      return true;
    }
  }

  private static final class FrameCaller {
    private final W2Await self;
    private final int n;
    private int i;
    private int x;
    private @Nullable FrameCallee callee;

    FrameCaller(W2Await self, int n) {
      this.self = self;
      this.n = n;
    }

    boolean step() {
      int x = this.x;
      int i = this.i;
      FrameCallee callee = this.callee;
      if (callee != null) {
        callee.step();
        x = callee.result;
        i++;
      }
      for (; i < n; i++) {
        callee = new FrameCallee(self, x, i);
        if (!callee.step()) {
          this.callee = callee;
          this.i = i;
          return false;
        }
        x = callee.result;
      }
      this.x = x;
      return true;
    }
  }

  @Benchmark
  public long handFrame() {
    FrameCaller caller = new FrameCaller(this, n);
    while (!caller.step()) {
      parked++;
    }
    return caller.x;
  }

  // ---- Others.

  @Benchmark
  public long kotlin() {
    return KotlinAwait.run(n, mask);
  }

  private @Nullable CompletableFuture<@Nullable Void> waiting;

  @CompilerControl(Mode.DONT_INLINE)
  private CompletableFuture<Integer> futureCallee(int x, int i) {
    if ((i & mask) == mask) {
      waiting = new CompletableFuture<>();
      return waiting.thenApply(nothing -> (x ^ i) + GOLDEN);
    }
    return CompletableFuture.completedFuture((x ^ i) + GOLDEN);
  }

  /** The loop over futures, which is left for a callback only where one is not complete. */
  private final class FutureCaller {
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private int i;
    private int x;

    void run() {
      int x = this.x;
      for (int i = this.i; i < n; i++) {
        CompletableFuture<Integer> step = futureCallee(x, i);
        if (!step.isDone()) {
          this.i = i + 1;
          step.thenAccept(
              value -> {
                this.x = value;
                run();
              });
          return;
        }
        x = step.join();
      }
      result.complete(x);
    }
  }

  @Benchmark
  public long completableFuture() {
    FutureCaller caller = new FutureCaller();
    caller.run();
    for (CompletableFuture<Void> next = waiting; next != null; next = waiting) {
      waiting = null;
      next.complete(null);
    }
    return caller.result.join();
  }

  private int threadResult;

  /** A thread for each call. (The callee only computes here: a thread may wait as it likes.) */
  @Benchmark
  public long virtualThread() {
    threadResult = 0;
    VirtualThreads.run(
        () -> {
          for (int k = 0; k < n; k++) {
            int i = k;
            VirtualThreads.run(
                () -> {
                  if ((i & mask) == mask) {
                    Thread.yield();
                  }
                  threadResult = (threadResult ^ i) + GOLDEN;
                });
          }
        });
    return threadResult;
  }
}
