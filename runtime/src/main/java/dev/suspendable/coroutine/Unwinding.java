package dev.suspendable.coroutine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a frame ends whose scopes are being left without an exception: by the stopped signal, or by
 * an early return. It collects the exceptions of cleanups. The frame holds this object instead of
 * the awaiter; this object holds the awaiter and gets the result from it. So a frame has no field
 * for this rare case, and no test.
 */
final class Unwinding implements Awaiter<Object> {
  /** The start of an unwinding by the stopped signal. Shared, so it is copied before it changes. */
  static final Unwinding STOPPED = new Unwinding(false, null, null);

  private final boolean isReturn;
  private final @Nullable Object value;
  private @Nullable Throwable failure;
  private @Nullable Awaiter<?> awaiter;

  private Unwinding(boolean isReturn, @Nullable Object value, @Nullable Awaiter<?> awaiter) {
    this.isReturn = isReturn;
    this.value = value;
    this.awaiter = awaiter;
  }

  /** Returns how a frame unwinds after a signal to do so, which may come during an unwinding. */
  static Unwinding by(Signal signal, @Nullable Awaiter<?> link) {
    boolean isReturn = signal.kind == Signal.Kind.RETURNED;
    if (link instanceof Unwinding begun && (isReturn || begun.failure != null)) {
      return begun; // neither a stop nor a failure is lost
    }
    return isReturn ? new Unwinding(true, signal.payload, null) : STOPPED;
  }

  /** Returns this with an awaiter, for a cleanup that suspends. */
  Unwinding awaiting(@Nullable Awaiter<?> next) {
    if (this == STOPPED) {
      return next == null ? this : new Unwinding(false, null, next);
    }
    awaiter = next;
    return this;
  }

  /** Returns this with an exception of a cleanup. */
  Unwinding failedWith(Throwable thrown) {
    Unwinding owned = this == STOPPED ? new Unwinding(false, null, null) : this;
    if (owned.failure == null) {
      owned.failure = thrown;
    } else if (thrown != owned.failure) {
      owned.failure.addSuppressed(thrown);
    }
    return owned;
  }

  /** Whether it is an early return, see {@link SuspendPoint#setReturned}. */
  boolean isReturn() {
    return isReturn;
  }

  @Nullable Object value() {
    return value;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  @Nullable Awaiter<?> awaited() {
    return awaiter;
  }

  @Override
  public boolean awaitReady() {
    throw new UnsupportedOperationException("Not an awaiter");
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    throw new UnsupportedOperationException("Not an awaiter");
  }

  @Override
  @SuppressWarnings("NullAway") // null only where the await may yield null
  public @Nullable Object awaitResume() throws Throwable {
    return Objects.requireNonNull(awaiter, "awaits nothing").awaitResume();
  }
}
