package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * Something a coroutine can await. The counterpart of C++20's {@code operator co_await}.
 *
 * <p>An awaitable describes an operation; the {@link Awaiter} that it makes is one run of it.
 *
 * @param <T> type of the result of the await; {@code Void} if there is none
 */
public interface Awaitable<T extends @Nullable Object> {

  /**
   * Makes the awaiter for one await. The coroutine calls this once for each await, before {@code
   * awaitReady}.
   *
   * @return the awaiter; not null
   */
  Awaiter<T> awaiter();
}
