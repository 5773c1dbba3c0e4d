package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator of {@link AsyncGenerator}: a coroutine written by hand, in the shape of generated
 * ones.
 *
 * <pre>{@code
 * try (source) {
 *   while (wantsMore() && await(advance())) {
 *     await(on(source.next()));                     // yields, or not
 *   }
 *   await(atEnd());
 * }
 * }</pre>
 *
 * <p>It has taken the source over, which may have values and open scopes already. So the source is
 * also closed if the operator is closed before it has started.
 */
abstract class AsyncOperator<T extends @Nullable Object, R extends @Nullable Object>
    extends AsyncGeneratorPromise<R> {
  private static final int HANDLED = 1;
  private static final int ADVANCED = 2;
  private static final int AT_END = 3;
  private static final int CLOSED = 4;
  private static final int CLOSED_UNWINDING = 5;

  final AsyncGenerator<? extends T> source;
  private final String name;
  private @Nullable Throwable failure;
  private boolean begun;

  AsyncOperator(AsyncGenerator<? extends T> source, String name) {
    this.source = Objects.requireNonNull(source, "generator");
    this.name = name;
  }

  /** Whether the next value of the source is wanted. */
  boolean wantsMore() {
    return true;
  }

  /** Returns the awaiter of the source's next value. */
  Awaiter<Boolean> advance() throws Throwable {
    return source.hasNext().awaiter();
  }

  /** Handles a value of the source; returns what to await, such as a yield, or null for nothing. */
  abstract @Nullable Awaiter<?> on(T value) throws Throwable;

  /** Handles the end of the source; returns what to await, or null for nothing. */
  @Nullable Awaiter<?> atEnd() {
    return null;
  }

  /** Whether the body has run, and so has closed the source if it has ended. */
  final boolean hasBegun() {
    return begun;
  }

  @Override
  final Continuation closeBody() {
    return begun ? super.closeBody() : this;
  }

  @Override
  protected final @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return closeSource(CLOSED_UNWINDING);
    }
    if (state >= CLOSED) {
      return closed($awaited(), state);
    }
    begun = true;
    try {
      Awaiter<?> awaited = isClosing() ? null : run(state);
      if (awaited != null) {
        return awaited;
      }
    } catch (Throwable t) {
      failure = t;
    }
    return closeSource(CLOSED);
  }

  /** Runs the body until it suspends, or to its end: then the result is null. */
  private @Nullable Awaiter<?> run(int state) throws Throwable {
    if (state == HANDLED || state == AT_END) {
      $awaited().awaitResume();
    }
    if (state == AT_END) {
      return null;
    }
    Awaiter<?> advance = state == ADVANCED ? $awaited() : null;
    while (advance != null || wantsMore()) {
      if (advance == null) {
        advance = advance();
        if (!advance.awaitReady()) {
          return $suspend(ADVANCED, advance);
        }
      }
      if (!(boolean) (Boolean) advance.awaitResume()) {
        break;
      }
      advance = null;
      Awaiter<?> handled = on(source.next());
      if (handled != null) {
        if (!handled.awaitReady()) {
          return $suspend(HANDLED, handled);
        }
        handled.awaitResume();
      }
    }
    Awaiter<?> last = atEnd();
    if (last != null && !last.awaitReady()) {
      return $suspend(AT_END, last);
    }
    return null;
  }

  private @Nullable Awaiter<?> closeSource(int state) throws Throwable {
    try {
      Awaiter<?> closing = Operators.closing(source.closeAsync());
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
}
