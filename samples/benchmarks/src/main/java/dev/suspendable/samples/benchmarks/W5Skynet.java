package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.await;

import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/**
 * W5: skynet, a ten-ary tree of tasks in which every node is a task of its own; the leaves return
 * their numbers and the others the sums of their children. One operation is one leaf.
 */
public abstract class W5Skynet extends Workload {
  @Param("1000000")
  int leaves;

  @Override
  protected final long operations() {
    return leaves;
  }

  @Override
  protected final long expected() {
    return (long) leaves * (leaves - 1) / 2;
  }

  @Override
  protected final void shrink() {
    leaves = 1000;
  }

  // ---- Ours.

  @Suspendable
  static Task<Long> skynet(long first, int size) {
    if (size == 1) {
      return Task.of(first);
    }
    int part = size / 10;
    List<Task<Long>> children = new ArrayList<>(10);
    for (int k = 0; k < 10; k++) {
      children.add(skynet(first + (long) k * part, part));
    }
    long sum = 0;
    for (long value : await(Task.whenAll(children))) {
      sum += value;
    }
    return Task.of(sum);
  }

  @Suspendable
  static Task<Long> skynetOn(Executor pool, long first, int size) {
    if (size == 1) {
      return Task.of(first);
    }
    int part = size / 10;
    List<Task<Long>> children = new ArrayList<>(10);
    for (int k = 0; k < 10; k++) {
      children.add(skynetOn(pool, first + (long) k * part, part).on(pool));
    }
    long sum = 0;
    for (long value : await(Task.whenAll(children))) {
      sum += value;
    }
    return Task.of(sum);
  }

  // ---- By hand, on one thread: a stack of tasks, so that the newest runs first.

  static final class Node {
    private final @Nullable Node parent;
    private final long first;
    private final int size;
    private int pending;
    private long sum;

    Node(@Nullable Node parent, long first, int size) {
      this.parent = parent;
      this.first = first;
      this.size = size;
    }
  }

  static long handStack(int leaves) {
    Node[] stack = new Node[1024];
    int top = 0;
    Node root = new Node(null, 0, leaves);
    stack[top++] = root;
    while (top > 0) {
      Node node = stack[--top];
      if (node.size > 1) {
        int part = node.size / 10;
        node.pending = 10;
        for (int k = 9; k >= 0; k--) {
          stack[top++] = new Node(node, node.first + (long) k * part, part);
        }
        continue;
      }
      long value = node.first;
      for (Node parent = node.parent; parent != null; parent = parent.parent) {
        parent.sum += value;
        if (--parent.pending > 0) {
          break;
        }
        value = parent.sum;
      }
    }
    return root.sum;
  }

  // ---- By hand, on a pool.

  static final class Forked extends CountedCompleter<Void> {
    private final long first;
    private final int size;
    private Forked @Nullable [] children;
    private long sum;

    Forked(@Nullable Forked parent, long first, int size) {
      super(parent);
      this.first = first;
      this.size = size;
    }

    @Override
    public void compute() {
      if (size == 1) {
        sum = first;
      } else {
        int part = size / 10;
        children = new Forked[10];
        setPendingCount(10);
        for (int k = 0; k < 10; k++) {
          children[k] = new Forked(this, first + (long) k * part, part);
          children[k].fork();
        }
      }
      tryComplete();
    }

    @Override
    public void onCompletion(CountedCompleter<?> caller) {
      if (children != null) {
        for (Forked child : children) {
          sum += child.sum;
        }
        children = null;
      }
    }

    static long run(ForkJoinPool pool, int leaves) {
      Forked root = new Forked(null, 0, leaves);
      pool.invoke(root);
      return root.sum;
    }
  }

  // ---- Others.

  static CompletableFuture<Long> future(Executor executor, long first, int size) {
    if (size == 1) {
      return CompletableFuture.completedFuture(first);
    }
    int part = size / 10;
    CompletableFuture<?>[] children = new CompletableFuture<?>[10];
    for (int k = 0; k < 10; k++) {
      long from = first + (long) k * part;
      children[k] =
          CompletableFuture.supplyAsync(() -> future(executor, from, part), executor)
              .thenCompose(child -> child);
    }
    return CompletableFuture.allOf(children)
        .thenApply(
            nothing -> {
              long sum = 0;
              for (CompletableFuture<?> child : children) {
                sum += (Long) child.join();
              }
              return sum;
            });
  }

  /** A virtual thread for each node; to be run in one. */
  static final class ThreadNode implements Runnable {
    private final long first;
    private final int size;
    private long sum;

    ThreadNode(long first, int size) {
      this.first = first;
      this.size = size;
    }

    @Override
    public void run() {
      if (size == 1) {
        sum = first;
        return;
      }
      int part = size / 10;
      ThreadNode[] children = new ThreadNode[10];
      Thread[] threads = new Thread[10];
      for (int k = 0; k < 10; k++) {
        children[k] = new ThreadNode(first + (long) k * part, part);
        threads[k] = VirtualThreads.start(children[k]);
      }
      for (int k = 0; k < 10; k++) {
        VirtualThreads.join(threads[k]);
        sum += children[k].sum;
      }
    }
  }

  static long threads(int leaves) {
    ThreadNode root = new ThreadNode(0, leaves);
    VirtualThreads.run(root);
    return root.sum;
  }
}
