package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state that a thread holds for the chain of coroutines that it runs, see {@link Environment}.
 */
final class Ambient {

  /*
   * Overview.
   *
   * `environment` belongs to the innermost activation of the trampoline on this thread, and
   * moves: a coroutine that suspends takes it along (CarryingPoint), a chain that ends drops it
   * (Chain.leave). A resumption by a CarryingPoint sets it (Entry). Any other resumption
   * leaves it alone: it is null, or the resumed coroutine belongs to the chain that runs.
   * Activations nest, because bodies complete futures and the like; run() begins each of them
   * without an environment and restores that of the activation around it.
   *
   * `used` is false until an environment exists, so programs without one pay for a test of a
   * static field at each activation and at each suspension that is published. It is plain: a thread
   * that enters an environment has set it itself, or has got that environment from a thread that
   * has.
   */

  /** Whether any environment has been entered. */
  static boolean used;

  /** Whether any {@link Chain.Outer} is a root with an environment. */
  static boolean hasRoots;

  private static final ThreadLocal<Ambient> HERE = ThreadLocal.withInitial(Ambient::new);

  @Nullable Environment environment;

  /** The executor that this thread works for at the moment, as far as it is known. */
  @Nullable Executor executor;

  /** The innermost executor for which this thread works, and which it must not block. */
  @Nullable Executor serial;

  private @Nullable Object installed;

  private Ambient() {}

  static Ambient here() {
    return HERE.get();
  }

  /** Replaces the environment. */
  void enter(@Nullable Environment next) {
    Environment before = environment;
    if (before == next) {
      return;
    }
    environment = null;
    Object takeOff = installed;
    if (before != null && takeOff != null) {
      installed = null;
      before.takeOff(takeOff);
    }
    if (next != null) {
      used = true;
      installed = next.install();
      environment = next;
    }
  }

  /** The trampoline, for an activation that may have to leave or restore an environment. */
  static void run(Continuation first) {
    Ambient here = here();
    Environment around = here.environment;
    here.enter(null);
    try {
      Continuation.runOn(first);
    } catch (Throwable t) {
      throw Throwing.asUnchecked(t);
    } finally {
      here.enter(around);
    }
  }

  /** Runs a continuation as work of an executor. */
  static void runOn(Executor executor, Continuation first) {
    Ambient here = here();
    Executor around = here.executor;
    here.executor = executor;
    try {
      run(first);
    } finally {
      here.executor = around;
    }
  }

  /** Runs work of an executor that has one thread at a time. */
  static void runSerially(Executor executor, Runnable work) {
    Ambient here = here();
    Executor around = here.executor;
    Executor serialAround = here.serial;
    here.executor = executor;
    here.serial = executor;
    try {
      work.run();
    } finally {
      here.executor = around;
      here.serial = serialAround;
    }
  }

  /**
   * Whether this thread works for an executor now. False does not prove that it does not. A thread
   * of a pool that works for a strand does not count as one of the pool: the coroutine would keep
   * the strand.
   */
  boolean isOn(Executor other) {
    return executor == other
        || (other instanceof ForkJoinPool pool && serial == null && ForkJoinTask.getPool() == pool);
  }

  /**
   * Finds the environment of the root of a chain that is suspended, or owned by this thread. Takes
   * a step for each coroutine of the chain. The result is entered after the first search, so there
   * is one for each chain that needs one.
   */
  static @Nullable Environment above(@Nullable Object inner) {
    if (!used && !hasRoots) {
      return null;
    }
    boolean shields = false;
    for (Object at = inner; at != null; at = outerOf(at)) {
      Environment found =
          at instanceof Environment environment
              ? environment
              : at instanceof CarryingPoint point ? point.environment : null;
      if (found != null) {
        return shields ? found.shielded() : found;
      }
      shields |= at instanceof Chain.Outer outer && outer.shieldsFromStop();
    }
    return null;
  }

  /**
   * Returns the environment that a chain has from now on: that of its root, in place of one that
   * was made too early to know it.
   *
   * @param inner the suspended coroutine or its point
   */
  static Environment resolved(Environment environment, Object inner) {
    List<Consumer<Environment>> waiting = environment.unresolved;
    if (waiting == null) {
      return environment;
    }
    environment.unresolved = null;
    Environment root = above(inner);
    if (root == null) {
      return environment;
    }
    waiting.forEach(each -> each.accept(root));
    return root;
  }

  /** Returns the coroutine that is suspended at a point. */
  static @Nullable Promise coroutineAt(SuspendPoint point) {
    Object at = point instanceof Contender contender ? contender.point() : point;
    return (at instanceof OneShotPoint checking ? checking.coroutine() : at)
            instanceof Promise coroutine
        ? coroutine
        : null;
  }

  /** Returns what is directly around a part of a chain; null at its root. */
  static @Nullable Object outerOf(Object at) {
    if (at instanceof Promise coroutine) {
      return coroutine.chainAbove();
    }
    if (at instanceof OneShotPoint point) {
      return point.coroutine();
    }
    if (at instanceof Contender contender) {
      return contender.point();
    }
    return at instanceof Chain.Outer linked ? linked.chainAbove() : null;
  }
}
