package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An operator of {@link AsyncGenerator}: a coroutine written by hand, in the shape of generated
 * ones.
 *
 * <pre>{@code
 * try (source) {
 *   while (wantsMore() && await(source.hasNext())) {
 *     on(source.next());                            // yields, or not
 *   }
 * }
 * }</pre>
 */
abstract class AsyncOperator<T extends @Nullable Object, R extends @Nullable Object>
    extends AsyncGeneratorPromise<R> {
  private static final int YIELDED = 1;
  private static final int ADVANCED = 2;
  private static final int CLOSED = 3;
  private static final int CLOSED_UNWINDING = 4;

  private final AsyncGenerator<? extends T> source;
  private final String name;
  private @Nullable Throwable failure;

  AsyncOperator(AsyncGenerator<? extends T> source, String name) {
    this.source = source;
    this.name = name;
  }

  /** Whether the next value of the source is wanted. */
  boolean wantsMore() {
    return true;
  }

  /** Handles a value of the source; returns the awaiter of a yield, or null for none. */
  abstract @Nullable Awaiter<?> on(T value) throws Throwable;

  @Override
  protected final @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return closeSource(CLOSED_UNWINDING);
    }
    try {
      if (state == YIELDED) {
        $awaited().awaitResume();
      } else if (state >= CLOSED) {
        return closed($awaited(), state);
      }
      Awaiter<?> advance = state == ADVANCED ? $awaited() : null;
      while (advance != null || wantsMore()) {
        if (advance == null) {
          advance = source.hasNext().awaiter();
          if (!advance.awaitReady()) {
            return $suspend(ADVANCED, advance);
          }
        }
        if (!(boolean) (Boolean) advance.awaitResume()) {
          break;
        }
        advance = null;
        Awaiter<?> yielded = on(source.next());
        if (yielded != null && !yielded.awaitReady()) {
          return $suspend(YIELDED, yielded);
        }
      }
    } catch (Throwable t) {
      if (state >= CLOSED) {
        throw t;
      }
      failure = t;
    }
    return closeSource(CLOSED);
  }

  private @Nullable Awaiter<?> closeSource(int state) throws Throwable {
    try {
      Awaiter<?> closing = source.closeAsync().awaiter();
      return closing.awaitReady() ? closed(closing, state) : $suspend(state, closing);
    } catch (Throwable t) {
      return failed(t, state);
    }
  }

  private @Nullable Awaiter<?> closed(Awaiter<?> closing, int state) throws Throwable {
    try {
      closing.awaitResume();
    } catch (Throwable t) {
      return failed(t, state);
    }
    if (state == CLOSED_UNWINDING) {
      return $unwound();
    }
    if (failure != null) {
      throw failure;
    }
    returnVoid();
    return null;
  }

  private @Nullable Awaiter<?> failed(Throwable cleanup, int state) throws Throwable {
    if (state == CLOSED_UNWINDING) {
      $suppress(cleanup);
      return $unwound();
    }
    Throwable first = failure;
    if (first == null) {
      throw cleanup;
    }
    if (first != cleanup) {
      first.addSuppressed(cleanup);
    }
    throw first;
  }

  @Override
  protected final StackTraceElement $location() {
    return new StackTraceElement(AsyncGenerator.class.getName(), name, "AsyncGenerator.java", -1);
  }

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
}
