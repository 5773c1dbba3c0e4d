package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import org.jspecify.annotations.Nullable;

/**
 * The await of {@code yieldAll} in an async generator, the outer one: passes the values of another
 * generator to the consumer of the outermost one, the root. Nothing nests on the Java stack,
 * however deep the generators are nested, and a value allocates nothing if the inner generator is a
 * coroutine.
 *
 * @param <T> type of the values
 */
final class Delegation<T extends @Nullable Object> extends Arrival
    implements FrameAwaiter<@Nullable Void> {

  /*
   *     root                          its body did yieldAll(a), and a's body yieldAll(b)
   *       root.innermost: a -> b      root.inner: root -> a, around null
   *                                   a.inner:    a -> b,    around root -> a
   *
   * Only the innermost delegation is resumed, so only its `root` is up to date.
   */

  private final AsyncGeneratorPromise<T> outer;
  private final AsyncGenerator<? extends T> inner;
  private @Nullable Delegation<T> around;
  private AsyncGeneratorPromise<T> root;

  /** Awaits for a generator that is not a coroutine; null if none is pending. */
  private @Nullable Relay<?> relay;

  private boolean closing;

  /** Whether the stopped signal has ended the wait for a generator that is not a coroutine. */
  private boolean stopped;

  private @Nullable Throwable failure;

  Delegation(AsyncGeneratorPromise<T> outer, AsyncGenerator<? extends T> inner) {
    this.outer = outer;
    this.inner = inner;
    this.root = outer;
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
    around = outer.enter(this);
    return advance(around == null ? outer : around.root);
  }

  void setAround(Delegation<T> delegation) {
    around = delegation;
  }

  /** Continues the inner generator for the consumer of the root. */
  Continuation advance(AsyncGeneratorPromise<T> forRoot) {
    root = forRoot;
    root.setInnermost(this);
    try {
      AsyncGeneratorPromise<T> coroutine = coroutine();
      if (coroutine == null) {
        return start(inner.hasNext());
      }
      if (coroutine.awaitReady()) {
        return this;
      }
      coroutine.claim(this);
      Delegation<T> nested = coroutine.nestIn(this);
      return nested == null ? coroutine : nested.advance(root);
    } catch (Throwable t) { // it has another consumer
      return end(t);
    }
  }

  /** Closes the inner generator, then the bodies around it, up to that of the root. */
  Continuation close(AsyncGeneratorPromise<T> forRoot) {
    root = forRoot;
    closing = true;
    try {
      AsyncGeneratorPromise<T> coroutine = coroutine();
      return coroutine == null ? start(inner.closeAsync()) : coroutine.close(this);
    } catch (Throwable t) {
      return end(t);
    }
  }

  @SuppressWarnings("unchecked") // it only produces its values
  private @Nullable AsyncGeneratorPromise<T> coroutine() {
    return inner instanceof AsyncGeneratorPromise<?> coroutine
        ? (AsyncGeneratorPromise<T>) coroutine
        : null;
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
        return coroutine() == null && !stopped ? closeStopped() : leave(true);
      }
      if (stopped) {
        return leave(true);
      }
      return !closing && Boolean.TRUE.equals(has) ? root.pass(inner.next()) : end(null);
    } catch (Throwable t) {
      return end(t);
    }
  }

  /**
   * The signal has unwound a coroutine already. Any other generator is closed by its owner, which
   * this is.
   */
  private Continuation closeStopped() {
    stopped = true;
    try {
      return start(Operators.closing(inner.closeAsync()));
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
    return leave(closing || stopped);
  }

  /** Continues the outer body, ordinarily or by the stopped signal. */
  private Continuation leave(boolean stops) {
    Delegation<T> next = around;
    root.setInnermost(next);
    if (next != null) {
      next.root = root;
      next.closing |= closing;
    }
    return stops ? outer.leave(closing) : outer.proceedBody();
  }

  /** The exception of a cleanup of the inner generator, when it was closed. */
  @Nullable Throwable closeFailure() {
    return closing || stopped ? failure : null;
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
