package dev.suspendable.coroutine;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data that a chain of coroutines that await each other carries with it, as far as the core
 * uses it: the executor to continue on, the request to stop, and what is installed on a thread
 * meanwhile. {@code dev.suspendable.scope.Context} is the implementation; null stands for the empty
 * one.
 *
 * <p>An environment belongs to a chain and not to a frame. While the chain runs, the thread holds
 * it. When the innermost coroutine suspends, its suspend point holds it, and gives it to the thread
 * that resumes the coroutine. So a child inherits it without a copy, also if it was called directly
 * and has no frame, and the coroutine that awaits the child finds it when the child has ended.
 * {@link Chain} has the operations.
 *
 * <p>Immutable, but for those that wait for the root's. Only {@code Context} extends it.
 */
public abstract class Environment {

  /** Ends a registration of {@link #onStop}; it does not wait for a callback that runs. */
  @FunctionalInterface
  public interface Registration {
    /** Ends the registration. */
    void remove();
  }

  /**
   * Those that wait for the environment of the chain's root, which the chain has not looked for
   * yet. Null as soon as it has. See {@link Chain#enterUnresolved}. A list for several threads,
   * because what was started outside of coroutines may end on any thread.
   */
  @Nullable List<Consumer<Environment>> unresolved;

  /** The executor, if it is one that gets each resumption as a work of its own. */
  final @Nullable SteppingExecutor stepping;

  /**
   * For {@code Context}.
   *
   * @param executor the result of {@link #executor}
   */
  protected Environment(@Nullable Executor executor) {
    this.stepping = executor instanceof SteppingExecutor stepped ? stepped : null;
  }

  /**
   * Returns the executor on which the chain continues after each suspension.
   *
   * @return the executor, or null to continue where the chain is resumed
   */
  protected abstract @Nullable Executor executor();

  /**
   * Whether the chain has been requested to stop.
   *
   * @return true from the request on
   */
  protected abstract boolean isStopRequested();

  /**
   * Registers a callback for the request to stop, which runs at once if that was made already.
   *
   * @param callback to run once
   * @return the registration, or null if there will be no request
   */
  protected abstract @Nullable Registration onStop(Runnable callback);

  /**
   * Returns the environment in which the stopped signal unwinds: the same, without the request.
   *
   * @return an environment that is never requested to stop
   */
  protected abstract Environment shielded();

  /**
   * Installs what belongs on the thread while the chain runs there. Throws nothing.
   *
   * @return what {@link #takeOff} needs, or null if there is nothing to take off
   */
  protected abstract @Nullable Object install();

  /**
   * Takes off again what {@link #install} has installed. Throws nothing.
   *
   * @param installed the result of {@link #install}, not null
   */
  protected abstract void takeOff(Object installed);
}
