package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A lazy sequence whose body may await: it yields values one by one, and may suspend between them.
 *
 * <pre>{@code
 * @Suspendable
 * AsyncGenerator<Row> rows(Query query) throws SQLException {
 *   try (Cursor cursor = await(open(query))) {
 *     while (await(cursor.advance())) {
 *       yieldValue(cursor.row());
 *     }
 *   }
 *   return AsyncGenerator.end();
 * }
 *
 * try (AsyncGenerator<Row> rows = rows(query)) {
 *   while (await(rows.hasNext())) {
 *     use(rows.next());
 *   }
 * }                                          // awaits the body's cleanups, if it has not ended
 * }</pre>
 *
 * <p>The body runs while {@link #hasNext} is awaited, and is suspended between these awaits.
 * Control goes back and forth by symmetric transfer: an element costs no stack, no object and no
 * thread switch of its own. The consumer continues on the thread where the body yields. An
 * exception of the body is thrown at that await, unchanged; after it the generator has no more
 * values. If the stopped signal ends the body, it ends the consumer too.
 *
 * <p>A generator has one consumer and allows one pass. A second await of {@code hasNext} or of
 * {@code closeAsync} while one is pending throws an {@link IllegalStateException}. It need not be
 * confined to a thread, but its calls have to happen one after the other.
 *
 * <p>A consumer that stops before the end has to close the generator, best by try-with-resources as
 * above. A generator that is dropped without being closed runs no cleanups, like a coroutine of any
 * type that nothing resumes.
 *
 * <p>The design is that of cppcoro's {@code async_generator}; closing by the stopped signal, with
 * awaits in the cleanups, is that of P1662R0, "Adding async RAII support to coroutines".
 *
 * @param <T> type of the values
 */
@CoroutineType(promise = AsyncGeneratorPromise.class, lazy = true)
public interface AsyncGenerator<T extends @Nullable Object> extends AsyncCloseable {

  /**
   * In an async generator, {@code return AsyncGenerator.end()} ends it. Elsewhere makes a generator
   * without values.
   *
   * @return the generator
   */
  @CoReturn
  static <T extends @Nullable Object> AsyncGenerator<T> end() {
    return new ElementSource<>(new EmptyGenerator<>());
  }

  /**
   * Makes a generator of the values of an iterable, which are available without a suspension.
   *
   * @param values the values; a {@link Generator} or another closeable iterator is closed with the
   *     generator
   * @return the generator
   */
  static <T extends @Nullable Object> AsyncGenerator<T> from(Iterable<? extends T> values) {
    Iterator<? extends T> iterator = values.iterator();
    return new ElementSource<T>(Objects.requireNonNull(iterator, "iterator"));
  }

  /**
   * Makes a generator of the values of a publisher. It subscribes when the first value is awaited,
   * and requests one value at a time.
   *
   * @param publisher the publisher; it may call from any threads. The consumer continues on the
   *     thread that passes the value
   * @return the generator; closing it cancels the subscription
   */
  static <T> AsyncGenerator<T> from(Flow.Publisher<? extends T> publisher) {
    return from(publisher, 1);
  }

  /**
   * Like {@link #from(Flow.Publisher)}, with a buffer.
   *
   * @param publisher the publisher
   * @param window how many values to request at a time, when all that were requested before have
   *     been taken
   * @return the generator
   * @throws IllegalArgumentException if the window is not positive
   */
  static <T> AsyncGenerator<T> from(Flow.Publisher<? extends T> publisher, int window) {
    return new PublisherSource<T>(publisher, window);
  }

  /**
   * Awaits the next value.
   *
   * @return an awaitable, true if {@link #next} has a value, false if there are no more. It is to
   *     be awaited before the next call of a method of this generator. If a value is there already,
   *     it is ready
   */
  Awaitable<Boolean> hasNext();

  /**
   * Takes the value that {@link #hasNext} has announced.
   *
   * @return the value
   * @throws NoSuchElementException if no value was announced since the last one was taken
   */
  T next();

  /**
   * Ends the generator. A body that is suspended at a {@code yieldValue} gets the stopped signal:
   * it leaves its scopes, running {@code finally} blocks, which may await, but no {@code catch}
   * block. Values that it yields meanwhile are dropped. A body that has not started does not run.
   * Closing a generator that has ended does nothing.
   *
   * @return an awaitable that completes when the body has ended. It has the exception of a cleanup,
   *     with those of further ones as suppressed exceptions
   */
  @Override
  Awaitable<@Nullable Void> closeAsync();

  // ---- Operators. Each returns a generator that takes over this one and closes it.

  /**
   * Applies a function to each value.
   *
   * @param function its exceptions leave the await of {@code hasNext}
   * @return a generator of the results
   */
  default <R extends @Nullable Object> AsyncGenerator<R> map(
      Function<? super T, ? extends R> function) {
    return new AsyncOperator.Mapping<T, R>(this, function);
  }

  /**
   * Keeps the values for which a predicate is true.
   *
   * @param predicate its exceptions leave the await of {@code hasNext}
   * @return a generator of these values
   */
  default AsyncGenerator<T> filter(Predicate<? super T> predicate) {
    return new AsyncOperator.Filter<T>(this, predicate);
  }

  /**
   * Keeps the first values. This generator is closed as soon as they have been taken.
   *
   * @param count the most values to keep
   * @return a generator of at most that many values
   * @throws IllegalArgumentException if the count is negative
   */
  default AsyncGenerator<T> take(long count) {
    return new AsyncOperator.Take<T>(this, count);
  }

  // ---- Ends.

  /**
   * Passes all values to an action, then closes the generator.
   *
   * @param action its exception fails the task, after the generator has been closed
   * @return a task to await
   */
  default Task<@Nullable Void> forEach(Consumer<? super T> action) {
    return new Draining<>(new AsyncOperator.Each<T>(this, action), () -> null);
  }

  /**
   * Collects all values, then closes the generator.
   *
   * @return a task of the values, in order, as an unmodifiable list
   */
  default Task<List<T>> toList() {
    List<T> values = new ArrayList<>();
    return new Draining<>(
        new AsyncOperator.Each<T>(this, values::add), () -> Collections.unmodifiableList(values));
  }

  /**
   * Publishes the values to one subscriber, as it requests them. The body runs on the threads that
   * request, or where it continues after its own awaits. Cancelling the subscription closes the
   * generator, once the body is at a {@code yieldValue}. A null value is an error of the publisher.
   * The Reactive Streams TCK tests this publisher.
   *
   * @return a publisher; a second subscriber gets an error
   */
  default Flow.Publisher<T> toPublisher() {
    return new GeneratorPublisher<>(this);
  }
}
