package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;

/**
 * A resource whose closing takes an await. In a coroutine, try-with-resources over it awaits {@link
 * #closeAsync} on every way out of the statement: normally, by {@code break}, {@code continue} or
 * {@code return}, by an exception, and by the stopped signal. If the body and the closing both
 * fail, the failure of the closing is suppressed, as the language does. (P1662R0, "Adding async
 * RAII support to coroutines", is where the idea is from.)
 *
 * <pre>{@code
 * try (Connection connection = await(pool.connect())) {
 *   await(connection.send(request));
 * }                                              // awaits connection.closeAsync()
 * }</pre>
 */
public interface AsyncCloseable extends AutoCloseable {

  /**
   * Starts closing.
   *
   * @return completes when the resource is closed; what it yields is dropped
   */
  Awaitable<?> closeAsync();

  /**
   * Called by a try-with-resources that is not in a coroutine, which cannot await.
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
