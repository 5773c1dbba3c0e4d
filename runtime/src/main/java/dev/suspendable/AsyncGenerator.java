package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import dev.suspendable.coroutine.Awaitable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
    return new AsyncOperators.Mapping<T, R>(this, function);
  }

  /**
   * Keeps the values for which a predicate is true.
   *
   * @param predicate its exceptions leave the await of {@code hasNext}
   * @return a generator of these values
   */
  default AsyncGenerator<T> filter(Predicate<? super T> predicate) {
    return new AsyncOperators.Filter<T>(this, predicate);
  }

  /**
   * Keeps the first values. This generator is closed as soon as they have been taken.
   *
   * @param count the most values to keep
   * @return a generator of at most that many values
   * @throws IllegalArgumentException if the count is negative
   */
  default AsyncGenerator<T> take(long count) {
    return new AsyncOperators.Take<T>(this, count);
  }

  /**
   * Collects the values into lists of a size; the last one may be shorter. (Kotlin's {@code
   * chunked}, Reactor's {@code buffer(n)}.)
   *
   * @param size the size of each list
   * @return a generator of unmodifiable lists
   * @throws IllegalArgumentException if the size is not positive
   */
  default AsyncGenerator<List<T>> chunked(int size) {
    return new AsyncOperators.Chunked<T>(this, size);
  }

  /**
   * Lets this generator run ahead of the consumer: while the consumer is busy with a value, the
   * body continues, up to a number of values. After those it waits until the consumer has taken
   * one. Nothing runs before the first value is awaited.
   *
   * <p>The body runs in a coroutine of its own from then on, in the context of the consumer that
   * awaits the first value. On an executor with several threads, both run at the same time; without
   * an executor, the body continues where it is resumed, and on the thread of the consumer when
   * that awaits the next value. An exception of the body comes after the values that it has yielded
   * before. If the consumer closes the generator first, it gets neither: only exceptions of
   * cleanups are thrown then.
   *
   * <p>The idea is that of Kotlin's {@code Flow.buffer}. There the producer computes one value more
   * than the buffer has room for.
   *
   * @param values how many values may wait for the consumer
   * @return a generator of the same values
   * @throws IllegalArgumentException if the number is not positive
   */
  default AsyncGenerator<T> buffer(int values) {
    return new AsyncOperators.Passing<>(
        new MergeSource<T>(List.of(this), values, "buffer"), "buffer");
  }

  /**
   * Merges generators: the values of all of them, as they come. All run at the same time, in
   * coroutines of their own as with {@link #buffer}, each until one value of it waits for the
   * consumer. If one fails, the others are stopped; the consumer gets the values that came before,
   * and then, when all have been closed, the exception. Exceptions of further ones are suppressed
   * exceptions of it. If one ends by the stopped signal, the others are stopped too, and then the
   * consumer.
   *
   * <p>The idea is that of Kotlin's and Reactor's {@code merge}. Those have larger buffers; {@code
   * merge(a.buffer(64), b.buffer(64))} has too.
   *
   * @param generators the generators, which belong to the result from now on; copied
   * @return a generator that ends when all have ended
   */
  static <T extends @Nullable Object> AsyncGenerator<T> merge(
      Collection<? extends AsyncGenerator<? extends T>> generators) {
    return new AsyncOperators.Passing<>(new MergeSource<T>(generators, 1, "merge"), "merge");
  }

  /**
   * Like {@link #merge(Collection)}.
   *
   * @param generators the generators, which belong to the result from now on
   * @return a generator that ends when all have ended
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  static <T extends @Nullable Object> AsyncGenerator<T> merge(
      AsyncGenerator<? extends T>... generators) {
    return merge(List.of(generators));
  }

  /**
   * Drops values that are followed by another one soon: yields a value when no other one has come
   * for a time. The last value is yielded at once when this generator ends; if it fails, a value
   * that is not yielded yet is lost.
   *
   * <p>While the consumer is busy, this generator runs one value ahead, as with {@link #buffer}.
   * The time is counted while the consumer waits. The meaning is that of Kotlin's {@code debounce}.
   *
   * @param quiet the time without a further value; if it is not positive, values are dropped that
   *     are followed by another one without a suspension
   * @return a generator of the other values
   */
  default AsyncGenerator<T> debounce(Duration quiet) {
    return new AsyncOperators.Passing<>(new DebounceSource<T>(this, quiet), "debounce");
  }

  /**
   * Limits the time to wait for each value, from the consumer's await of {@code hasNext} on. When
   * it is over, the body of this generator is stopped, and its cleanups are awaited. A value that
   * it yields all the same is not lost: the exception comes after it. Time that the consumer takes
   * for a value does not count. (Kotlin's {@code Flow.timeout}; Reactor counts from value to
   * value.)
   *
   * @param timeout the time for each value; if it is not positive, the first await of a value that
   *     is not there yet fails
   * @return a generator of the same values, which fails with a {@link
   *     dev.suspendable.scope.TimeoutException}
   */
  default AsyncGenerator<T> timeout(Duration timeout) {
    return new AsyncOperators.TimingOut<T>(this, timeout);
  }

  // ---- Ends.

  /**
   * Passes all values to an action, then closes the generator.
   *
   * @param action its exception fails the task, after the generator has been closed
   * @return a task to await
   */
  default Task<@Nullable Void> forEach(Consumer<? super T> action) {
    return new Draining<>(new AsyncOperators.Each<T>(this, action), () -> null);
  }

  /**
   * Collects all values, then closes the generator.
   *
   * @return a task of the values, in order, as an unmodifiable list
   */
  default Task<List<T>> toList() {
    List<T> values = new ArrayList<>();
    return new Draining<>(
        new AsyncOperators.Each<T>(this, values::add), () -> Collections.unmodifiableList(values));
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
