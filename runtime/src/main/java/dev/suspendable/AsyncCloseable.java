package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;

/**
 * A resource whose closing is awaited. In a coroutine, try-with-resources over it awaits {@link
 * #closeAsync} on every exit from the statement: normally, by {@code break}, {@code continue} or
 * {@code return}, by an exception, and by the stopped signal. If the body and the closing both
 * fail, the failure of the closing becomes a suppressed exception, as in the language. (The idea is
 * from P1662R0, "Adding async RAII support to coroutines".)
 *
 * <pre>{@code
 * try (Connection connection = await(pool.connect())) {
 *   await(connection.send(request));
 * }                                              // awaits connection.closeAsync()
 * }</pre>
 *
 * <p>If {@code connect} can be stopped while it opens the connection, it has to close it itself
 * then: the {@code try} statement has not got it.
 */
public interface AsyncCloseable extends AutoCloseable {

  /**
   * Starts closing.
   *
   * @return an awaitable that completes when the resource is closed; its value is dropped
   */
  Awaitable<?> closeAsync();

  /**
   * Called by a try-with-resources outside a coroutine, which cannot await.
   *
   * @throws IllegalStateException always, unless overridden
   */
  @Override
  default void close() {
    throw new IllegalStateException(
        getClass().getName()
            + " is closed by awaiting closeAsync(): use it in a @Suspendable method, or block in"
            + " Task.syncWait(closeAsync())");
  }
}
