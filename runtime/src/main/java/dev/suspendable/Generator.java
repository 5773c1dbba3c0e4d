package dev.suspendable;

import dev.suspendable.annotations.CoReturn;
import dev.suspendable.annotations.CoroutineType;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lazy sequence, whose values the body of a coroutine yields one by one.
 *
 * <pre>{@code
 * @Suspendable
 * static Generator<Integer> fibonacci() {
 *   for (int a = 0, b = 1; ; ) {
 *     yieldValue(a);
 *     int t = a + b;
 *     a = b;
 *     b = t;
 *   }
 * }
 *
 * for (int f : fibonacci()) { ... }
 * }</pre>
 *
 * <p>The body runs inside {@link #hasNext} and {@link #next}, on the consumer's thread, and is
 * suspended between these calls. An exception of the body leaves that call unchanged, checked or
 * not; after it the generator has no more values.
 *
 * <p>A generator allows one pass: it is its own iterator, and {@link #iterator} returns it at its
 * current position. A consumer that stops before the end should {@link #close} it, so that the
 * body's {@code finally} blocks run. A generator is confined to one thread at a time.
 *
 * <p>{@code return generator} in a generator continues with the values of the other one, in
 * constant memory and at constant cost for each value, for chains of such returns of any length.
 *
 * <p>The design is that of C++23's {@code std::generator}.
 *
 * @param <T> type of the values
 */
@CoroutineType(promise = GeneratorPromise.class, lazy = true)
public interface Generator<T extends @Nullable Object>
    extends Iterable<T>, Iterator<T>, AutoCloseable {

  /**
   * In a generator, {@code return Generator.end()} ends it. Elsewhere makes a generator without
   * values.
   *
   * @return the generator
   */
  @CoReturn
  static <T extends @Nullable Object> Generator<T> end() {
    return new EmptyGenerator<>();
  }

  /**
   * Returns this generator.
   *
   * @return this generator
   */
  @Override
  default Iterator<T> iterator() {
    return this;
  }

  /**
   * Passes the remaining values to an action. A body that has not started runs like a plain loop,
   * without a suspension for each value (push mode); streams do the same where they take all
   * values.
   *
   * @param action the action for each value; its exception leaves this method, and the generator
   *     continues at the next value
   */
  @Override
  default void forEach(Consumer<? super T> action) {
    forEachRemaining(action);
  }

  /**
   * The remaining values as a sequential stream. Closing the stream closes the generator.
   *
   * @return a stream
   */
  default Stream<T> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), /* parallel= */ false)
        .onClose(this::close);
  }

  /**
   * Ends the generator. A body that is suspended at a {@code yieldValue} gets the stopped signal:
   * it leaves its scopes, running {@code finally} blocks but no {@code catch} block. Values that it
   * yields meanwhile are dropped. A body that has not started does not run. Closing a generator
   * that has ended does nothing.
   *
   * <p>An exception from a {@code finally} block leaves this method, with those of further blocks
   * as suppressed exceptions.
   *
   * @throws IllegalStateException if called from inside the body
   */
  @Override
  void close();

  /** A generator of ints that does no boxing. */
  @CoroutineType(promise = IntGeneratorPromise.class, lazy = true)
  interface OfInt extends Generator<Integer>, PrimitiveIterator.OfInt {

    /**
     * In a generator, {@code return Generator.OfInt.end()} ends it. Elsewhere makes a generator
     * without values.
     *
     * @return the generator
     */
    @CoReturn
    static Generator.OfInt end() {
      return new EmptyGenerator.OfInt();
    }

    @Override
    default PrimitiveIterator.OfInt iterator() {
      return this;
    }

    /**
     * The remaining values as a sequential stream of ints. Closing the stream closes the generator.
     *
     * @return a stream
     */
    default IntStream intStream() {
      return StreamSupport.intStream(
              Spliterators.spliteratorUnknownSize(
                  (PrimitiveIterator.OfInt) this, Spliterator.ORDERED | Spliterator.NONNULL),
              /* parallel= */ false)
          .onClose(this::close);
    }
  }

  /** A generator of longs that does no boxing. */
  @CoroutineType(promise = LongGeneratorPromise.class, lazy = true)
  interface OfLong extends Generator<Long>, PrimitiveIterator.OfLong {

    /**
     * In a generator, {@code return Generator.OfLong.end()} ends it. Elsewhere makes a generator
     * without values.
     *
     * @return the generator
     */
    @CoReturn
    static Generator.OfLong end() {
      return new EmptyGenerator.OfLong();
    }

    @Override
    default PrimitiveIterator.OfLong iterator() {
      return this;
    }

    /**
     * The remaining values as a sequential stream of longs. Closing the stream closes the
     * generator.
     *
     * @return a stream
     */
    default LongStream longStream() {
      return StreamSupport.longStream(
              Spliterators.spliteratorUnknownSize(
                  (PrimitiveIterator.OfLong) this, Spliterator.ORDERED | Spliterator.NONNULL),
              /* parallel= */ false)
          .onClose(this::close);
    }
  }

  /** A generator of doubles that does no boxing. */
  @CoroutineType(promise = DoubleGeneratorPromise.class, lazy = true)
  interface OfDouble extends Generator<Double>, PrimitiveIterator.OfDouble {

    /**
     * In a generator, {@code return Generator.OfDouble.end()} ends it. Elsewhere makes a generator
     * without values.
     *
     * @return the generator
     */
    @CoReturn
    static Generator.OfDouble end() {
      return new EmptyGenerator.OfDouble();
    }

    @Override
    default PrimitiveIterator.OfDouble iterator() {
      return this;
    }

    /**
     * The remaining values as a sequential stream of doubles. Closing the stream closes the
     * generator.
     *
     * @return a stream
     */
    default DoubleStream doubleStream() {
      return StreamSupport.doubleStream(
              Spliterators.spliteratorUnknownSize(
                  (PrimitiveIterator.OfDouble) this, Spliterator.ORDERED | Spliterator.NONNULL),
              /* parallel= */ false)
          .onClose(this::close);
    }
  }
}
