package dev.suspendable.samples.benchmarks;

import static dev.suspendable.Coroutines.yieldAll;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.annotations.Suspendable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** W1b: an in-order walk of a tree by a recursive generator. One operation is one node. */
public class W1bTreeWalk extends Workload {
  @Param("20")
  int levels;

  private Tree root;

  @Setup(Level.Trial)
  public void plant() {
    root = Tree.perfect(levels, 0);
  }

  @Override
  protected long operations() {
    return (1L << levels) - 1;
  }

  @Override
  protected long expected() {
    long n = operations();
    return n * (n - 1) / 2;
  }

  @Override
  protected void shrink() {
    levels = 8;
    plant();
  }

  // ---- Ours.

  @Suspendable
  static Generator.OfInt walk(Tree tree) {
    if (tree.left != null) {
      yieldAll(walk(tree.left));
    }
    yieldValue(tree.value);
    if (tree.right != null) {
      yieldAll(walk(tree.right));
    }
    return Generator.OfInt.end();
  }

  @Benchmark
  public long suspendable() {
    return sum(walk(root));
  }

  /** Without {@code yieldAll}: each element passes through all levels above it. */
  @Suspendable
  static Generator.OfInt walkInLoops(Tree tree) {
    if (tree.left != null) {
      for (Generator.OfInt left = walkInLoops(tree.left); left.hasNext(); ) {
        yieldValue(left.nextInt());
      }
    }
    yieldValue(tree.value);
    if (tree.right != null) {
      for (Generator.OfInt right = walkInLoops(tree.right); right.hasNext(); ) {
        yieldValue(right.nextInt());
      }
    }
    return Generator.OfInt.end();
  }

  @Benchmark
  public long suspendableNestedLoops() {
    return sum(walkInLoops(root));
  }

  private static long sum(PrimitiveIterator.OfInt values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.nextInt();
    }
    return sum;
  }

  // ---- By hand.

  @Benchmark
  public long hand() {
    return sum(new Walk(root));
  }

  @Benchmark
  public long handStackOfNodes() {
    return sum(new StackWalk(root, levels));
  }

  private static long sum(IntCursor values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.nextInt();
    }
    return sum;
  }

  /** A frame for each call of the recursive generator; the innermost one runs. */
  private static final class Frame {
    private final Tree tree;
    private final @Nullable Frame caller;
    private int state;

    Frame(Tree tree, @Nullable Frame caller) {
      this.tree = tree;
      this.caller = caller;
    }
  }

  private static final class Walk implements IntCursor {
    private @Nullable Frame innermost;
    private int value;
    private boolean ready;

    Walk(Tree root) {
      innermost = new Frame(root, null);
    }

    @Override
    public boolean hasNext() {
      return ready || step();
    }

    @Override
    public int nextInt() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      return value;
    }

    private boolean step() {
      for (Frame frame = innermost; frame != null; ) {
        switch (frame.state++) {
          case 0:
            if (frame.tree.left != null) {
              frame = new Frame(frame.tree.left, frame);
            }
            break;
          case 1:
            innermost = frame;
            value = frame.tree.value;
            ready = true;
            return true;
          case 2:
            if (frame.tree.right != null) {
              frame = new Frame(frame.tree.right, frame);
            }
            break;
          default:
            frame = frame.caller;
        }
      }
      innermost = null;
      return false;
    }
  }

  /** Written without coroutines in mind. */
  private static final class StackWalk implements IntCursor {
    private final Tree[] stack;
    private int top;

    StackWalk(Tree root, int levels) {
      stack = new Tree[levels];
      push(root);
    }

    private void push(@Nullable Tree tree) {
      for (Tree t = tree; t != null; t = t.left) {
        stack[top++] = t;
      }
    }

    @Override
    public boolean hasNext() {
      return top > 0;
    }

    @Override
    public int nextInt() {
      Tree tree = stack[--top];
      push(tree.right);
      return tree.value;
    }
  }

  // ---- Others.

  @Benchmark
  public long kotlin() {
    return sumBoxed(KotlinGenerators.walk(root).iterator());
  }

  @Benchmark
  public long kotlinSuspendRecursion() {
    return sumBoxed(KotlinGenerators.walkRecursively(root));
  }

  private static long sumBoxed(Iterator<Integer> values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += values.next();
    }
    return sum;
  }

  @Benchmark
  public long rawContinuation() {
    return sum(new ContinuationGenerator(g -> walk(root, g)));
  }

  private static void walk(Tree tree, ContinuationGenerator out) {
    if (tree.left != null) {
      walk(tree.left, out);
    }
    out.yieldValue(tree.value);
    if (tree.right != null) {
      walk(tree.right, out);
    }
  }
}
