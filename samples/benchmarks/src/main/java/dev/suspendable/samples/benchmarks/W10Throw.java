package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * W10: a future fails while coroutines wait for it, one of which awaits the next one; the outermost
 * one catches the exception. One operation is one exception, which is made anew.
 *
 * <p>The variants with a trace name the awaiting coroutines in the exception: ours are in its own
 * stack trace, at most 32; Kotlin's recovery makes a copy of the exception that has all of them.
 */
public class W10Throw extends Workload {
  @Param({"1", "10", "1000"})
  int awaits;

  @Override
  protected long operations() {
    return 1;
  }

  @Override
  protected long expected() {
    return 1;
  }

  @Override
  protected void shrink() {
    // A thousand awaits are few.
  }

  /** The exception; Kotlin's recovery copies it by its constructor with a cause. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The original. */
    public Failure() {}

    /** A copy. */
    public Failure(Throwable original) {
      super(original);
    }
  }

  @Suspendable
  private static Task<Integer> down(CompletableFuture<Integer> leaf, int n) {
    if (n == 1) {
      return Task.of(await(leaf) + 1);
    }
    return Task.of(await(down(leaf, n - 1)) + 1);
  }

  @Suspendable
  private static Task<Integer> catching(CompletableFuture<Integer> leaf, int n) {
    try {
      return Task.of(await(down(leaf, n)));
    } catch (Failure e) {
      return Task.of(1);
    }
  }

  private long run() {
    CompletableFuture<Integer> leaf = new CompletableFuture<>();
    CompletableFuture<Integer> result = catching(leaf, awaits).toCompletableFuture();
    leaf.completeExceptionally(new Failure());
    return result.join();
  }

  @Benchmark
  public long suspendableTrace() {
    return run();
  }

  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Ddev.suspendable.trace=0")
  public long suspendable() {
    return run();
  }

  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Dkotlinx.coroutines.debug=on")
  public long kotlinTrace() {
    return KotlinRecursion.thrownBelow(awaits);
  }

  @Benchmark
  public long kotlin() {
    return KotlinRecursion.thrownBelow(awaits);
  }

  @Benchmark
  public long completableFuture() {
    CompletableFuture<Integer> leaf = new CompletableFuture<>();
    CompletableFuture<Integer> chain = leaf;
    for (int i = 0; i < awaits; i++) {
      chain = chain.thenApply(below -> below + 1);
    }
    CompletableFuture<Integer> result = chain.exceptionally(W10Throw::caught);
    leaf.completeExceptionally(new Failure());
    return result.join();
  }

  private static @Nullable Integer caught(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() instanceof Failure ? 1 : 0;
  }

  @Benchmark
  public long plain() {
    try {
      return plainDown(awaits);
    } catch (Failure e) {
      return 1;
    }
  }

  private static int plainDown(int n) {
    if (n == 1) {
      throw new Failure();
    }
    return plainDown(n - 1) + 1;
  }
}
