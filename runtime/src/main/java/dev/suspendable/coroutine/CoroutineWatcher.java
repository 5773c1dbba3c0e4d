package dev.suspendable.coroutine;

/**
 * Is told of each coroutine that is made, while it is {@linkplain Inspection#watch installed}.
 *
 * <p>Called on all threads that make coroutines, inside the code that makes them: it has to be
 * quick, and must not throw.
 */
@FunctionalInterface
public interface CoroutineWatcher {
  /**
   * Called when a coroutine gets its frame: at its call, or, if it was called directly, at its
   * first suspension.
   *
   * @param coroutine the coroutine; its constructor has not run yet, so only its identity can be
   *     used
   */
  void created(Promise coroutine);
}
