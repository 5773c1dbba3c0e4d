package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operators of {@link AsyncGenerator}. */
final class AsyncOperators {
  private AsyncOperators() {}

  /** {@link AsyncGenerator#map}. */
  static final class Mapping<T extends @Nullable Object, R extends @Nullable Object>
      extends AsyncOperator<T, R> {
    private final Function<? super T, ? extends R> function;

    Mapping(AsyncGenerator<? extends T> source, Function<? super T, ? extends R> function) {
      super(source, "map");
      this.function = Objects.requireNonNull(function, "function");
    }

    @Override
    Awaiter<?> on(T value) {
      return yieldValue(function.apply(value)).awaiter();
    }
  }

  /** {@link AsyncGenerator#filter}. */
  static final class Filter<T extends @Nullable Object> extends AsyncOperator<T, T> {
    private final Predicate<? super T> predicate;

    Filter(AsyncGenerator<? extends T> source, Predicate<? super T> predicate) {
      super(source, "filter");
      this.predicate = Objects.requireNonNull(predicate, "predicate");
    }

    @Override
    @Nullable Awaiter<?> on(T value) {
      return predicate.test(value) ? yieldValue(value).awaiter() : null;
    }
  }

  /** {@link AsyncGenerator#take}. */
  static final class Take<T extends @Nullable Object> extends AsyncOperator<T, T> {
    private long left;

    Take(AsyncGenerator<? extends T> source, long count) {
      super(source, "take");
      if (count < 0) {
        throw new IllegalArgumentException("take(" + count + ")");
      }
      this.left = count;
    }

    @Override
    boolean wantsMore() {
      return left > 0;
    }

    @Override
    Awaiter<?> on(T value) {
      left--;
      return yieldValue(value).awaiter();
    }
  }

  /** {@link AsyncGenerator#chunked}. */
  static final class Chunked<T extends @Nullable Object> extends AsyncOperator<T, List<T>> {
    private final int size;
    private List<T> chunk = new ArrayList<>();

    Chunked(AsyncGenerator<? extends T> source, int size) {
      super(source, "chunked");
      if (size < 1) {
        throw new IllegalArgumentException("chunked(" + size + ")");
      }
      this.size = size;
    }

    @Override
    @Nullable Awaiter<?> on(T value) {
      chunk.add(value);
      return chunk.size() == size ? yieldChunk() : null;
    }

    @Override
    @Nullable Awaiter<?> atEnd() {
      return chunk.isEmpty() ? null : yieldChunk();
    }

    private Awaiter<?> yieldChunk() {
      List<T> full = Collections.unmodifiableList(chunk);
      chunk = new ArrayList<>();
      return yieldValue(full).awaiter();
    }
  }

  /** {@link AsyncGenerator#timeout}. */
  static final class TimingOut<T extends @Nullable Object> extends AsyncOperator<T, T> {
    private final Duration timeout;
    private @Nullable Timed<Boolean> waiting;

    TimingOut(AsyncGenerator<? extends T> source, Duration timeout) {
      super(source, "timeout");
      this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    @Override
    Awaiter<Boolean> advance() throws Throwable {
      Awaiter<Boolean> next = source.hasNext().awaiter();
      if (next.awaitReady()) {
        return next;
      }
      boolean isOver = waiting != null && waiting.isOver(); // the value came all the same
      waiting = new Timed<>(next, timeout, source, "has not yielded a value", isOver);
      return waiting;
    }

    @Override
    Awaiter<?> on(T value) {
      return yieldValue(value).awaiter();
    }
  }

  /** {@link AsyncGenerator#forEach}: yields nothing. */
  static final class Each<T extends @Nullable Object> extends AsyncOperator<T, T> {
    private final Consumer<? super T> action;

    Each(AsyncGenerator<? extends T> source, Consumer<? super T> action) {
      super(source, "forEach");
      this.action = Objects.requireNonNull(action, "action");
    }

    @Override
    @Nullable Awaiter<?> on(T value) {
      action.accept(value);
      return null;
    }
  }

  /** Passes each value to something that is awaited; yields nothing. */
  static final class Awaiting<T extends @Nullable Object> extends AsyncOperator<T, T> {
    private final Function<? super T, ? extends Awaitable<?>> action;

    Awaiting(
        AsyncGenerator<? extends T> source,
        String name,
        Function<? super T, ? extends Awaitable<?>> action) {
      super(source, name);
      this.action = action;
    }

    @Override
    Awaiter<?> on(T value) {
      return action.apply(value).awaiter();
    }
  }

  /**
   * Passes the values of a source that is not a coroutine. So the source is closed on all paths,
   * also if its consumer is stopped and does not close it.
   */
  static final class Passing<T extends @Nullable Object> extends AsyncOperator<T, T> {
    Passing(AsyncGenerator<? extends T> source, String name) {
      super(source, name);
    }

    @Override
    Awaiter<?> on(T value) {
      return yieldValue(value).awaiter();
    }
  }
}
