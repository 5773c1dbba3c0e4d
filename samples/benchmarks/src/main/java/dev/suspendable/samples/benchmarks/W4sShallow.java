package dev.suspendable.samples.benchmarks;

import dev.suspendable.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W4s: the recursion of W4, a thousand levels deep, which is what a stack can bear. Nothing
 * suspends. One operation is one level.
 */
public class W4sShallow extends Workload {
  @Param("1000")
  int depth;

  @Override
  protected long operations() {
    return depth;
  }

  @Override
  protected long expected() {
    return depth;
  }

  @Override
  protected void shrink() {
    depth = 100;
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    return Task.syncWait(W4Recursion.down(depth));
  }

  /**
   * The state that a hand-written coroutine passes along: whether it has left, and how deep it is.
   */
  private static final class Run {
    private boolean suspended;
    private int nesting;
    private @Nullable Frame innermost;
  }

  /** Made on the way out of a suspension, which does not come here. */
  private static final class Frame {
    private final @Nullable Frame callee;
    private final int n;

    Frame(@Nullable Frame callee, int n) {
      this.callee = callee;
      this.n = n;
    }

    int depth() {
      int depth = n;
      for (Frame frame = callee; frame != null; frame = frame.callee) {
        depth += frame.n;
      }
      return depth;
    }
  }

  private static final int LIMIT = 1100;

  private static int down(int n, Run run) {
    if (run.nesting++ > LIMIT) {
      run.suspended = true;
      return leave(n, run);
    }
    if (n == 0) {
      run.nesting--;
      return 0;
    }
    int below = down(n - 1, run);
    if (run.suspended) {
      return leave(n, run);
    }
    run.nesting--;
    return below + 1;
  }

  private static int leave(int n, Run run) {
    run.innermost = new Frame(run.innermost, n);
    return 0;
  }

  @Benchmark
  public long handLazy() {
    Run run = new Run();
    int result = down(depth, run);
    return run.innermost == null ? result : run.innermost.depth();
  }

  @Benchmark
  public long plain() {
    return plainDown(depth);
  }

  private static int plainDown(int n) {
    return n == 0 ? 0 : plainDown(n - 1) + 1;
  }

  @Benchmark
  public long kotlin() {
    return KotlinRecursion.shallow(depth);
  }

  @Benchmark
  public long completableFuture() {
    return futureDown(depth).join();
  }

  private static CompletableFuture<Integer> futureDown(int n) {
    return n == 0
        ? CompletableFuture.completedFuture(0)
        : futureDown(n - 1).thenApply(below -> below + 1);
  }

  private int threadResult;

  /** Here the leaf yields, so that the thread's stack is unmounted once. */
  @Benchmark
  public long virtualThread() {
    VirtualThreads.run(() -> threadResult = yieldingDown(depth));
    return threadResult;
  }

  private static int yieldingDown(int n) {
    if (n == 0) {
      Thread.yield();
      return 0;
    }
    return yieldingDown(n - 1) + 1;
  }
}
