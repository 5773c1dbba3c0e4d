package dev.suspendable.coroutine;

/**
 * An awaitable that can be told that it will never be awaited. An operation that has taken over a
 * task, but does not start it, such as a scope that is being closed, drops it, so that dumps do not
 * show it as one that waits for its start.
 */
public interface Droppable {
  /**
   * Ends what has not started. Does nothing if it has. A later await is refused, as a second one
   * is.
   */
  void drop();

  /**
   * Drops an awaitable, if that is possible.
   *
   * @param awaitable the awaitable
   */
  static void drop(Object awaitable) {
    if (awaitable instanceof Droppable droppable) {
      droppable.drop();
    }
  }
}
