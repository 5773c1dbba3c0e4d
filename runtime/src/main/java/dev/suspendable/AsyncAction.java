package dev.suspendable;

import dev.suspendable.annotations.Suspendable;
import org.jspecify.annotations.Nullable;

/**
 * An action on an element that may wait, see {@link Task#forEachConcurrent(Iterable, int,
 * AsyncAction)}. A lambda may return a task, or be a coroutine that awaits by itself:
 *
 * <pre>{@code
 * Task.forEachConcurrent(urls, 8, url -> store(url));
 *
 * Task.forEachConcurrent(urls, 8, url -> {
 *   store(url, await(fetch(url)));
 *   return Task.completed();
 * });
 * }</pre>
 *
 * @param <E> type of the elements
 */
@FunctionalInterface
public interface AsyncAction<E extends @Nullable Object> {

  /**
   * Makes the task for an element. It is called when the task can start at once.
   *
   * @param element the element
   * @return the task; its value is dropped
   * @throws Exception any exception; it counts as one of the task
   */
  @Suspendable
  Task<?> run(E element) throws Exception;
}
