package dev.suspendable.coroutine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the {@link Environment} of the chain of coroutines that runs on the calling thread.
 * For authors of coroutine types, and of tasks that are not coroutines.
 *
 * <p>A coroutine that awaits another one by {@linkplain Awaiter#extendsChain extending its chain}
 * needs none of this. Tasks that start coroutines of their own, such as {@code whenAll}, begin a
 * new chain for each ({@link #start}, {@link #enter}). What a chain reports to at its end calls
 * {@link #leave}.
 */
public final class Chain {
  private Chain() {}

  /**
   * The receiver of the outcome of a chain that is not a coroutine, such as a future. A chain that
   * starts without an environment looks here for one when it first needs one. So a future can stop
   * its coroutine, and a coroutine that never waits for anything that can be stopped pays nothing.
   */
  public interface Outer {
    /**
     * Returns what is further out in the chain.
     *
     * @return a {@link SuspendPoint}, an {@code Outer}, the environment, or null
     */
    @Nullable Object chainAbove();

    /**
     * Returns what waits for the outcome, for showing what runs. In contrast to {@link
     * #chainAbove}, this is so also where the chain has an environment of its own.
     *
     * @return what {@link #chainAbove} returns, unless overridden
     */
    default @Nullable Object chainParent() {
      return chainAbove();
    }

    /**
     * Whether a request to stop does not reach the chain: the environment that is found further out
     * is used without its token.
     *
     * @return false, unless overridden
     */
    default boolean shieldsFromStop() {
      return false;
    }
  }

  /**
   * Returns the environment of the chain that runs on this thread.
   *
   * @return the environment; null for the empty one, and for one that {@link #environmentOf} would
   *     still find
   */
  public static @Nullable Environment environment() {
    return Ambient.used ? Ambient.here().environment : null;
  }

  /**
   * Finds the environment of a suspended coroutine, or of a chain that reports to an {@link Outer}.
   * Called by the code that starts an operation on its behalf.
   *
   * @param awaiting the suspend point, or the outer side
   * @return the environment, null for the empty one
   */
  public static @Nullable Environment environmentOf(Object awaiting) {
    if (!(awaiting instanceof SuspendPoint)) {
      Environment current = environment();
      if (current != null) {
        return current;
      }
    }
    return Ambient.above(awaiting);
  }

  /**
   * Like {@link #environmentOf}, but finds only what the point holds, without looking further out.
   *
   * @param awaiting the suspend point, or the outer side
   * @return the environment, or null
   */
  public static @Nullable Environment carriedBy(Object awaiting) {
    if (!Ambient.used) {
      return null;
    }
    if (awaiting instanceof SuspendPoint) {
      return awaiting instanceof CarryingPoint point ? point.environment : null;
    }
    return environment();
  }

  /**
   * Whether {@link #environment} is the answer. If not, a coroutine that needs to know suspends for
   * a moment and calls {@link #find}.
   *
   * @return false if the chain may have an environment that it has not looked for
   */
  public static boolean isKnown() {
    if (!Ambient.hasRoots) {
      return true;
    }
    Environment current = environment();
    return current != null && current.unresolved == null;
  }

  /**
   * Makes the environment of a suspended coroutine, which is about to continue on this thread,
   * known.
   *
   * @param point the suspend point
   * @param none the environment if there is none
   * @return the environment, which is the current one from now on
   */
  public static Environment find(SuspendPoint point, Environment none) {
    Environment found = environment();
    if (found != null) {
      found = Ambient.resolved(found, point);
    } else {
      found = Ambient.above(point);
      if (found == null) {
        found = none;
      }
    }
    enter(found);
    return found;
  }

  /**
   * For code that a running coroutine calls, and that starts others in its name, while the chain
   * does not {@linkplain #isKnown know} the environment of its root: only a suspended coroutine can
   * look for it. The chain does so when it suspends next, and continues in that environment. Until
   * then it has one of its own.
   *
   * @param own the environment until then, unless the chain has one already; a new one, which no
   *     other chain gets
   * @param found gets the environment of the root, if there is one
   * @return ends the registration; if the chain has not suspended since, and nothing else waits for
   *     its root, it has no environment then
   */
  public static Environment.Registration enterUnresolved(
      Environment own, Consumer<Environment> found) {
    Environment current = environment();
    if (current == null) {
      current = own;
      enter(own);
    }
    List<Consumer<Environment>> waiting = current.unresolved;
    if (waiting == null) {
      waiting = new CopyOnWriteArrayList<>();
      current.unresolved = waiting;
    }
    waiting.add(found);
    return new Unresolved(current, found);
  }

  private record Unresolved(Environment own, Consumer<Environment> found)
      implements Environment.Registration {
    @Override
    public void remove() {
      List<Consumer<Environment>> waiting = own.unresolved;
      if (waiting != null && waiting.remove(found) && waiting.isEmpty() && environment() == own) {
        leave();
      }
    }
  }

  /**
   * Stops the suspended coroutine whose chain runs on this thread.
   *
   * @param point the suspend point
   * @return the continuation that does it
   */
  public static Continuation stop(SuspendPoint point) {
    Environment current = environment();
    if (current != null) {
      enter(current.shielded());
    }
    return point.setStopped();
  }

  /**
   * Returns the continuation that resumes a coroutine by the stopped signal, because what it has
   * started was stopped. Its cleanups are shielded from a request to stop, also if it has not
   * looked for its environment yet. If the point has been used meanwhile, by a request to stop or a
   * handle, the continuation does nothing.
   *
   * @param point the suspend point
   * @return the continuation
   */
  public static Continuation stopped(SuspendPoint point) {
    Environment found = point instanceof CarryingPoint ? null : Ambient.above(point);
    Continuation stopped =
        point instanceof OneShotPoint checking ? new StoppedIfUnused(checking) : point.setStopped();
    return found == null ? stopped : new Entry(found.shielded(), stopped, false);
  }

  /** Competes with a request to stop, which may come at the same moment. */
  private static final class StoppedIfUnused extends Continuation {
    private final OneShotPoint point;

    StoppedIfUnused(OneShotPoint point) {
      this.point = point;
    }

    @Override
    Continuation proceed() {
      Continuation taken = point.take(Signal.stopped(point));
      return taken == null ? NOOP : taken;
    }
  }

  /**
   * Whether chains in an environment have been requested to stop.
   *
   * @param environment the environment, or null
   * @return true from the request on
   */
  public static boolean isStopRequested(@Nullable Environment environment) {
    return environment != null && environment.isStopRequested();
  }

  /**
   * Announces a root that coroutines can find as {@link Outer}. Before the first one, no coroutine
   * looks for it.
   */
  public static void announceRoot() {
    Ambient.hasRoots = true;
  }

  /**
   * Lets a new chain begin in an environment: on its executor, or, if a stop has been requested, by
   * the stopped signal.
   *
   * @param environment the environment, or null
   * @param first the coroutine, which has not started
   * @return the continuation that does it
   */
  public static Continuation start(@Nullable Environment environment, Continuation first) {
    if (environment != null) {
      return new Entry(environment, first, true);
    }
    leave();
    return first;
  }

  /**
   * Whether each chain has to begin by {@link #start}, because the executor decides on the order.
   * For code that otherwise runs first steps itself.
   *
   * @param environment the environment, or null
   * @return whether its executor is a {@link SteppingExecutor}
   */
  public static boolean isStepped(@Nullable Environment environment) {
    return environment != null && environment.stepping != null;
  }

  /**
   * Lets a new chain begin in an environment on this thread, without moving to its executor.
   *
   * @param environment the environment
   * @param first the coroutine, which has not started
   * @return the continuation that does it
   */
  public static Continuation startHere(Environment environment, Continuation first) {
    return Entry.here(environment, first);
  }

  /**
   * Lets a coroutine that a suspend point awaits begin in the environment that the point holds. For
   * awaiters whose {@link Awaiter#extendsChain} is true, but which are awaited through another
   * awaiter.
   *
   * @param point the suspend point
   * @param first the coroutine, which has not started
   * @return the continuation that does it
   */
  public static Continuation inherit(SuspendPoint point, Continuation first) {
    Environment carried = carriedBy(point);
    return carried == null ? first : new Entry(carried, first, true);
  }

  /**
   * Like {@link #inherit}, for a coroutine that is ended by the stopped signal on behalf of the one
   * at the suspend point: a request to stop does not reach its cleanups.
   *
   * @param point the suspend point
   * @param stopped what ends the coroutine
   * @return the continuation that does it
   */
  public static Continuation inheritShielded(SuspendPoint point, Continuation stopped) {
    Environment carried = carriedBy(point);
    return carried == null ? stopped : new Entry(carried.shielded(), stopped, false);
  }

  /**
   * Lets a coroutine wait for another awaiter than the one that it has called. For awaiters that
   * many coroutines share, and that need an object for each only if it suspends. Such an awaiter
   * {@linkplain Awaiter#extendsChain extends the chain}, and returns the result of this method from
   * {@link Awaiter#awaitSuspendUnchecked}. From then on the other awaiter is the one of this await:
   * it supplies the result, and reacts to a stop.
   *
   * @param frame the coroutine that is just being suspended
   * @param awaiter the other awaiter, whose {@code awaitReady} is not called
   * @return what to run next
   * @throws Throwable an exception of the other awaiter that cannot surface at the await
   */
  public static Continuation suspendOn(Frame frame, Awaiter<?> awaiter) throws Throwable {
    return frame.waitFor(awaiter);
  }

  /**
   * Hands a resumption to the executor of its environment, also if this thread works for that. For
   * code that lets a coroutine continue, and continues itself.
   *
   * @param resumption from {@link SuspendPoint#resumeIfUnused}
   * @return what is left to run on this thread: the resumption itself if there is no executor, its
   *     rest if the executor has run the work inside {@code execute}, else {@link
   *     Continuation#NOOP}
   */
  public static Continuation post(Continuation resumption) {
    return resumption instanceof Entry entry ? entry.post() : resumption;
  }

  /**
   * Lets this thread run a chain in an environment from now on, without moving to its executor. For
   * code in the trampoline that starts several chains.
   *
   * @param environment the environment, or null
   */
  public static void enter(@Nullable Environment environment) {
    if (environment != null || Ambient.used) {
      Ambient.here().enter(environment);
    }
  }

  /** Ends the chain that runs on this thread; what runs next is not part of it. */
  public static void leave() {
    if (Ambient.used) {
      Ambient.here().enter(null);
    }
  }

  // ---- For authors of executors.

  /**
   * Runs work on behalf of an executor that runs one piece of work at a time, such as an event
   * loop. Coroutines whose context has this executor continue on this thread without a hop. The
   * thread must not wait for others, see {@link #requireMayBlock}.
   *
   * @param executor the executor
   * @param work the work; its exception propagates
   */
  public static void runSerially(Executor executor, Runnable work) {
    Ambient.runSerially(executor, work);
  }

  /**
   * Called by a method that is about to block its thread until others have done something. On a
   * thread that runs work {@linkplain #runSerially serially}, that would be a deadlock as soon as
   * they need the same executor.
   *
   * @param method the method, for the message
   * @throws IllegalStateException if this thread runs such work
   */
  public static void requireMayBlock(String method) {
    Executor serial = Ambient.here().serial;
    if (serial != null) {
      throw new IllegalStateException(
          method
              + " would block the thread of "
              + serial
              + " for everything that runs there, perhaps also for what it waits for."
              + " In a coroutine, await instead; elsewhere, call it on another thread");
    }
  }
}
