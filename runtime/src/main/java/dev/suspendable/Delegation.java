package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import org.jspecify.annotations.Nullable;

/**
 * The await of {@code yieldAll} in an async generator, the outer one: passes the values of another
 * generator to the outer one's consumer. Each value passes one continuation for each level of
 * nesting, and allocates nothing if the inner generator is a coroutine.
 *
 * @param <T> type of the values
 */
final class Delegation<T extends @Nullable Object> extends Arrival
    implements FrameAwaiter<@Nullable Void> {
  private final AsyncGeneratorPromise<T> outer;
  private final AsyncGenerator<? extends T> inner;

  /** Awaits for a generator that is not a coroutine; null if none is pending. */
  private @Nullable Relay<?> relay;

  private boolean closing;
  private @Nullable Throwable failure;

  Delegation(AsyncGeneratorPromise<T> outer, AsyncGenerator<? extends T> inner) {
    this.outer = outer;
    this.inner = inner;
  }

  /** The values are for the consumer of the outer generator. */
  @Override
  public boolean extendsChain() {
    return true;
  }

  @Override
  public Object chainAbove() {
    return outer;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    outer.nest(this);
    return advance();
  }

  /** Continues the inner generator for the outer one's consumer. */
  Continuation advance() {
    if (!(inner instanceof AsyncGeneratorPromise<?> coroutine)) {
      return start(inner.hasNext());
    }
    if (coroutine.awaitReady()) {
      return this;
    }
    try {
      return coroutine.advance(this);
    } catch (IllegalStateException hasAnotherConsumer) {
      return end(hasAnotherConsumer);
    }
  }

  /** Closes the inner generator, then the outer one's body. */
  Continuation close() {
    closing = true;
    return start(inner.closeAsync());
  }

  private Continuation start(Awaitable<?> awaitable) {
    Relay<?> task = new Relay<>(awaitable, "yieldAll");
    relay = task;
    return task.startFor(this);
  }

  @Override
  protected Continuation perform() {
    try {
      Object has = result();
      if (has == Outcome.STOPPED) {
        return outer.setStopped();
      }
      return !closing && Boolean.TRUE.equals(has) ? outer.pass(inner.next()) : end(null);
    } catch (Throwable t) {
      return end(t);
    }
  }

  /** Whether there is a value; or {@link Outcome#STOPPED}. */
  private @Nullable Object result() throws Throwable {
    Relay<?> task = relay;
    if (task != null) {
      relay = null;
      Object outcome = task.outcome();
      return outcome == Outcome.STOPPED ? outcome : Outcome.get(outcome);
    }
    AsyncGeneratorPromise<?> coroutine = (AsyncGeneratorPromise<?>) inner;
    return coroutine.isStopped() ? Outcome.STOPPED : coroutine.awaitResume();
  }

  private Continuation end(@Nullable Throwable thrown) {
    failure = thrown;
    if (closing) {
      return outer.setStopped();
    }
    outer.nest(null);
    return outer;
  }

  /** The exception of a cleanup of the inner generator, when it was closed. */
  @Nullable Throwable closeFailure() {
    return closing ? failure : null;
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  @Override
  public String toString() {
    return "yieldAll";
  }
}
