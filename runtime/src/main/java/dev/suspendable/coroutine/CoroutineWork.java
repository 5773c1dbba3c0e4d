package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * The work by which an executor resumes a coroutine: what {@code execute} gets when a coroutine
 * moves to the executor of its context, and {@link SuspendPoint#resumeOn}.
 *
 * <p>An executor that has taken such work, but will not run it because it is shut down, tells the
 * coroutine by {@link #rejected}. So the coroutine does not wait for ever. (Executors of the JDK
 * return the work from {@code shutdownNow}.)
 *
 * <p>Safe for use by several threads. Of both methods, the first call has an effect.
 */
public interface CoroutineWork extends Runnable {

  /** Resumes the coroutine. */
  @Override
  void run();

  /**
   * Lets the await throw instead, on {@link java.util.concurrent.ForkJoinPool#commonPool}. A
   * coroutine that is being stopped, or continues with an exception or a value from elsewhere,
   * continues with that.
   *
   * @param cause what the await throws; a {@link java.util.concurrent.RejectedExecutionException}
   */
  void rejected(Throwable cause);

  /**
   * Returns the coroutine that the work continues, for tools, see {@link SteppingExecutor}. If it
   * is awaited by others, these continue in the same work when it ends.
   *
   * @return the coroutine; null if the work first does something else, such as starting others. It
   *     may have ended when the work runs, which does nothing then
   */
  default @Nullable Promise coroutine() {
    return null;
  }

  /**
   * Whether the coroutine was not resumed by an operation that has completed, but has asked for its
   * place in the queue, as by {@code yieldNow} and {@code switchTo}.
   *
   * @return whether it lets others go first
   */
  default boolean yields() {
    return false;
  }
}
