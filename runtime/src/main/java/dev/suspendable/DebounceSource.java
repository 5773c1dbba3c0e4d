package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of an async generator that no other one follows soon, see {@link
 * AsyncGenerator#debounce}.
 *
 * @param <T> type of the values
 */
final class DebounceSource<T extends @Nullable Object> implements AsyncGenerator<T> {
  private final MergeSource<T> source;
  private final Awaitable<@Nullable Void> quiet;
  private @Nullable T last;

  DebounceSource(AsyncGenerator<? extends T> source, Duration quiet) {
    this.source = new MergeSource<T>(List.of(source), 1, "debounce");
    this.quiet = Task.delay(Objects.requireNonNull(quiet, "quiet"));
  }

  @Override
  public Awaitable<Boolean> hasNext() {
    return new Settling();
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  public T next() {
    T value = last;
    last = null;
    return value;
  }

  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    return source.closeAsync();
  }

  @Override
  public String toString() {
    return source.toString();
  }

  /**
   * Awaits such a value; a coroutine written by hand:
   *
   * <pre>{@code
   * boolean more = await(source.hasNext());
   * if (!more) return Task.of(false);
   * while (more) {
   *   last = source.next();
   *   more = await(race(source.hasNext(), quiet)) is true;     // it loses no value
   * }
   * return Task.of(true);
   * }</pre>
   */
  private final class Settling extends TaskPromise<Boolean> {
    private static final int FIRST = 1;
    private static final int RACED = 2;

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        return $unwound();
      }
      boolean more;
      if (state == RACED) {
        more = isMore($awaited().awaitResume());
      } else {
        Awaiter<?> first = state == FIRST ? $awaited() : source.hasNext().awaiter();
        if (state == 0 && !first.awaitReady()) {
          return $suspend(FIRST, first);
        }
        more = (Boolean) first.awaitResume();
        if (!more) {
          returnValue(false);
          return null;
        }
      }
      while (more) {
        last = source.next();
        Awaiter<Boolean> following = source.hasNext().awaiter();
        if (!following.awaitReady()) {
          return $suspend(RACED, Task.<@Nullable Object>race(List.of(following, quiet)).awaiter());
        }
        more = following.awaitResume();
      }
      returnValue(true);
      return null;
    }

    private boolean isMore(@Nullable Object winner) {
      return winner instanceof Winner<?> first && Boolean.TRUE.equals(first.value());
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement(
          AsyncGenerator.class.getName(), "debounce", "AsyncGenerator.java", -1);
    }
  }
}
