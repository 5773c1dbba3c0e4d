package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * W4: {@code down(n) = n == 0 ? 0 : await(down(n - 1)) + 1}, a million and ten million levels deep
 * on the default stack. One operation is one level.
 *
 * <p>Kotlin's suspend functions and virtual threads overflow their stacks here, so they are
 * missing.
 */
public class W4Recursion extends Workload {
  @Param({"1000000", "10000000"})
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
    depth = 20_000;
  }

  @Suspendable
  static Task<Integer> down(int n) {
    return Task.of(n == 0 ? 0 : await(down(n - 1)) + 1);
  }

  @Benchmark
  public long suspendable() throws InterruptedException {
    return Task.syncWait(down(depth));
  }

  /** A frame for each level, linked to its caller, and a loop that runs them. */
  private static final class Down {
    private final @Nullable Down caller;
    private final int n;
    private int state;

    Down(@Nullable Down caller, int n) {
      this.caller = caller;
      this.n = n;
    }

    @Nullable Down step(Run run) {
      if (state == 0) {
        if (n > 0) {
          state = 1;
          return new Down(this, n - 1);
        }
        run.value = 0;
      } else {
        run.value++;
      }
      return caller;
    }
  }

  private static final class Run {
    private int value;
  }

  @Benchmark
  public long hand() {
    Run run = new Run();
    for (Down next = new Down(null, depth); next != null; ) {
      next = next.step(run);
    }
    return run.value;
  }

  @Benchmark
  public long kotlinDeepRecursive() {
    return KotlinRecursion.deep(depth);
  }

  /** Runs what it is given one after the other, so that the stack does not grow. */
  private static final class Trampoline implements Executor {
    private final ArrayDeque<Runnable> pending = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
      pending.add(command);
    }

    void run() {
      for (Runnable next = pending.poll(); next != null; next = pending.poll()) {
        next.run();
      }
    }
  }

  @Benchmark
  public long completableFuture() {
    Trampoline trampoline = new Trampoline();
    CompletableFuture<Integer> result = down(depth, trampoline);
    trampoline.run();
    return result.join();
  }

  private static CompletableFuture<Integer> down(int n, Trampoline trampoline) {
    if (n == 0) {
      return CompletableFuture.completedFuture(0);
    }
    return CompletableFuture.completedFuture(n - 1)
        .thenComposeAsync(k -> down(k, trampoline), trampoline)
        .thenApply(below -> below + 1);
  }
}
