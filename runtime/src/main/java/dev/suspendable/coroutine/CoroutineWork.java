package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Work by which an executor continues a coroutine, for executors that want to know which one: those
 * of tools, see {@link SteppingExecutor}.
 */
public interface CoroutineWork extends Runnable {
  /**
   * Returns the coroutine that the work continues. If it is awaited by others, these continue in
   * the same work when it ends.
   *
   * @return the coroutine; null if the work first does something else, such as starting others. It
   *     may have ended when the work runs, which does nothing then
   */
  @Nullable Promise coroutine();

  /**
   * Whether the coroutine was not resumed by an operation that has completed, but has asked for its
   * place in the queue, as by {@code yieldNow} and {@code switchTo}.
   *
   * @return whether it lets others go first
   */
  boolean yields();
}
