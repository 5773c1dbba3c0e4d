package dev.suspendable.internal;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Work that runs inside of other work of its kind on a thread's stack, up to a certain depth. What
 * would be deeper waits, and runs when the work that is the deepest has returned. So a chain of any
 * length, each link of which starts the next one, needs no stack, and code may rely on the effects
 * of the work that it has run, unless it is the deepest itself.
 *
 * <p>Each instance counts for itself, on each thread.
 *
 * @param <W> the work
 */
public abstract class Nesting<W> {
  private static final class Level<W> {
    final Queue<W> waiting = new ArrayDeque<>(1); // small: virtual threads are many
    int depth;
  }

  private final int most;
  private final ThreadLocal<Level<W>> here = ThreadLocal.withInitial(Level::new);

  /**
   * Makes a kind of work.
   *
   * @param most how deep it nests, at least 1
   */
  protected Nesting(int most) {
    this.most = most;
  }

  /**
   * Does the work.
   *
   * @param work the work
   */
  protected abstract void perform(W work);

  /**
   * Does the work now, or when the deepest has returned. An exception of work that has waited is
   * reported, because the code that has asked for it has returned.
   *
   * @param work the work
   */
  public final void run(W work) {
    Level<W> level = here.get();
    if (level.depth >= most) {
      level.waiting.add(work);
      return;
    }
    level.depth++;
    try {
      perform(work);
    } finally {
      if (!level.waiting.isEmpty()) {
        performWaiting(level);
      }
      level.depth--;
    }
  }

  /**
   * Lets work wait until the deepest work returns, or until {@link #runWaiting}.
   *
   * @param work the work
   */
  public final void runLater(W work) {
    here.get().waiting.add(work);
  }

  /** Does the work that waits, unless the deepest work, which will do that, is running. */
  public final void runWaiting() {
    Level<W> level = here.get();
    if (level.depth < most) {
      level.depth++;
      performWaiting(level);
      level.depth--;
    }
  }

  /** Whether work runs inside of other work now. */
  protected final boolean isNested() {
    return here.get().depth > 1;
  }

  private void performWaiting(Level<W> level) {
    for (W next = level.waiting.poll(); next != null; next = level.waiting.poll()) {
      try {
        perform(next);
      } catch (Throwable t) {
        Throwing.report(t); // the rest must not be lost
      }
    }
  }
}
