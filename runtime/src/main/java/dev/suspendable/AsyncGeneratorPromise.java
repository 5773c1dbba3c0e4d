package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendAlways;
import dev.suspendable.coroutine.SuspendNever;
import dev.suspendable.coroutine.SuspendPoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The promise of {@link AsyncGenerator}. The generated frame is also the generator, and the awaiter
 * of its {@code hasNext}: a generator is one object.
 *
 * @param <T> type of the values
 */
public abstract class AsyncGeneratorPromise<T extends @Nullable Object> extends Promise
    implements AsyncGenerator<T>, FrameAwaiter<Boolean> {

  /*
   * Overview.
   *
   * `peer` waits for the body: the SuspendPoint of a coroutine that awaits hasNext, or another
   * continuation, of a coroutine that closes the generator or yields all of it. Null while the body
   * is at rest, that is, suspended at its start or at a yield, or has ended. So peer == null is the
   * permission to resume the body. The step from null is a CAS, to detect a second consumer; the
   * body itself makes all other accesses, so they are plain, except for exchange(), which keeps the
   * body suspended meanwhile (see TaskPromise).
   *
   * `value` is the value that the consumer has not taken; `full` says whether there is one. `ended`
   * is null while the body has not ended, then its outcome: ENDED, a Failure that no consumer has
   * got yet, or STOPPED.
   *
   * The body writes these fields before it resumes the peer, and the peer reads them afterwards, on
   * the same thread.
   *
   * yieldAll(generator): the body is suspended at a Delegation, which is in `inner`. The generator
   * that the consumer calls, the root, knows the innermost delegation in `innermost`, and resumes
   * the generator there. Delegations know the one around them, and generators between the root and
   * the innermost one keep their delegation as the peer. So a value costs the same at any depth.
   */

  private static final VarHandle PEER;

  static {
    try {
      PEER =
          MethodHandles.lookup().findVarHandle(AsyncGeneratorPromise.class, "peer", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final Object ENDED = new Object();

  private @Nullable Object peer;
  private @Nullable Object ended;
  private @Nullable T value;
  private boolean full;
  private boolean closing;
  private @Nullable Delegation<T> inner;
  private @Nullable Delegation<T> innermost;

  /** For generated frames. */
  protected AsyncGeneratorPromise() {}

  // ---- Hooks.

  /** The generator is the frame. */
  protected final AsyncGenerator<T> getReturnObject() {
    return this;
  }

  /** Generators are lazy. */
  @Override
  protected final Awaitable<?> initialSuspend() {
    return SuspendAlways.INSTANCE;
  }

  /** {@code yieldValue(element)}: continues with the consumer. */
  protected final Awaitable<@Nullable Void> yieldValue(T element) {
    if (closing) {
      return SuspendNever.INSTANCE;
    }
    value = element;
    full = true;
    return Yield.INSTANCE;
  }

  /**
   * {@code yieldAll(generator)}: the consumer gets the values of the other generator, which this
   * one closes if it is closed meanwhile.
   *
   * @throws NullPointerException if the generator is null
   */
  protected final Awaitable<@Nullable Void> yieldAll(AsyncGenerator<? extends T> generator) {
    Objects.requireNonNull(generator, "generator");
    return closing ? SuspendNever.INSTANCE : new Delegation<>(this, generator);
  }

  /** {@code yieldAll(values)}. */
  protected final Awaitable<@Nullable Void> yieldAll(Iterable<? extends T> values) {
    return yieldAll(AsyncGenerator.<T>from(values));
  }

  /** {@code return AsyncGenerator.end()}. */
  protected final void returnVoid() {
    ended = ENDED;
  }

  /** {@code return generator}: continues with the values of the other one. */
  protected final Awaitable<@Nullable Void> returnFrom(AsyncGenerator<? extends T> generator) {
    NullReturn.check(this, generator, "a generator");
    return yieldAll(generator);
  }

  @Override
  protected final void unhandledException(Throwable t) {
    ended = new Outcome.Failure(t);
  }

  @Override
  protected final void unhandledStopped(@Nullable Throwable cleanupFailure) {
    Throwable first = inner == null ? null : inner.closeFailure();
    if (first != null && cleanupFailure != null && first != cleanupFailure) {
      first.addSuppressed(cleanupFailure);
    }
    ended = Outcome.stopped(first != null ? first : cleanupFailure);
  }

  @Override
  protected final Continuation transferAtEnd() {
    return tell();
  }

  /** Continues with the coroutine that waits for the body. */
  private Continuation tell() {
    Object waiting = peer;
    peer = null;
    if (waiting instanceof Frame frame && ended != Outcome.STOPPED) {
      return frame;
    }
    if (waiting instanceof SuspendPoint point) {
      return ended == Outcome.STOPPED ? Chain.stopped(point) : point.resume();
    }
    if (waiting instanceof Continuation other) {
      return other;
    }
    return Continuation.NOOP; // resumed by its handle
  }

  // ---- hasNext.

  @Override
  public final Awaitable<Boolean> hasNext() {
    return this;
  }

  /** The generator is the awaiter of its {@code hasNext}. */
  @Override
  public final Awaiter<Boolean> awaiter() {
    return this;
  }

  @Override
  public final boolean awaitReady() {
    return full || ended != null;
  }

  @Override
  public final Continuation awaitSuspendUnchecked(Frame frame) {
    return advance(frame);
  }

  @Override
  public final Continuation awaitSuspend(SuspendPoint point) {
    return Chain.inherit(point, advance(point));
  }

  /** The body runs in the context of its consumer. */
  @Override
  public final boolean extendsChain() {
    return true;
  }

  @Override
  protected final @Nullable Object chainAbove() {
    return peer;
  }

  /** Lets the body continue, for a suspend point or a continuation to run when it has yielded. */
  private Continuation advance(Object waiting) {
    claim(waiting);
    Delegation<T> nested = innermost;
    return nested == null ? this : nested.advance(this);
  }

  final void claim(Object waiting) {
    if (!PEER.compareAndSet(this, (@Nullable Object) null, waiting)) {
      throw new IllegalStateException(
          handle() + " has another consumer, which waits for it" + TaskPromise.where(peer));
    }
  }

  @Override
  public final Boolean awaitResume() throws Throwable {
    if (full) {
      return true;
    }
    Object outcome = ended;
    if (outcome instanceof Outcome.Failure failure) {
      ended = ENDED;
      throw failure.error();
    }
    if (outcome == null) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before what it awaits has completed: " + this);
    }
    return false;
  }

  @Override
  public final boolean exchange(Frame frame, SuspendPoint point) {
    return whileAtRest(() -> PEER.compareAndSet(this, frame, point));
  }

  @Override
  protected final boolean isAwaitedBy(Frame frame) {
    return peer == frame;
  }

  @Override
  @SuppressWarnings("NullAway") // a T, null only where T allows it
  public final T next() {
    if (!full) {
      throw new NoSuchElementException("await(hasNext()) first");
    }
    full = false;
    T element = value;
    value = null;
    return element;
  }

  // ---- Closing.

  @Override
  public final Awaitable<@Nullable Void> closeAsync() {
    return new Closing(this);
  }

  /** Drops the value that was not taken; returns whether the body has ended. */
  private boolean dropped() {
    full = false;
    value = null;
    return ended != null;
  }

  /** Ends the body, then runs a continuation. */
  final Continuation close(Continuation closer) {
    claim(closer);
    closing = true;
    Delegation<T> nested = innermost;
    return nested == null ? closeBody() : nested.close(this);
  }

  /** Ends the body, which rests. A cleanup that has yielded a value continues. */
  Continuation closeBody() {
    return $inCleanup() ? this : setStopped();
  }

  /** Awaits the end of a generator that is closed. */
  private static final class Closing extends CustomContinuation implements Awaiter<@Nullable Void> {
    private final AsyncGeneratorPromise<?> generator;
    private @Nullable SuspendPoint point;

    Closing(AsyncGeneratorPromise<?> generator) {
      this.generator = generator;
    }

    @Override
    public boolean awaitReady() {
      return generator.peer == null && generator.dropped();
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      point = suspended;
      return Chain.inheritShielded(suspended, generator.close(this));
    }

    @Override
    protected Continuation perform() {
      Chain.leave();
      return Objects.requireNonNull(point).resumeIfUnused();
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() throws Throwable {
      Object outcome = generator.ended;
      generator.ended = ENDED;
      if (outcome instanceof Outcome.Failure failure) {
        throw failure.error();
      }
      return null;
    }

    @Override
    public String toString() {
      return "closeAsync";
    }
  }

  // ---- For Delegation.

  /** Passes a value of a nested generator to the consumer. */
  final Continuation pass(T element) {
    value = element;
    full = true;
    return tell();
  }

  /**
   * Notes where the body is suspended; returns the delegation to this generator, if it is nested.
   */
  @SuppressWarnings("unchecked") // the generators around this one yield its values
  final @Nullable Delegation<T> enter(Delegation<T> delegation) {
    inner = delegation;
    return peer instanceof Delegation<?> around ? (Delegation<T>) around : null;
  }

  /** Called on the root: notes which delegation to resume, null for none. */
  final void setInnermost(@Nullable Delegation<T> delegation) {
    innermost = delegation;
  }

  /** Called when this generator is nested: it is no root any more. Returns its innermost one. */
  final @Nullable Delegation<T> nestIn(Delegation<T> around) {
    Delegation<T> nested = innermost;
    innermost = null;
    if (nested != null && inner != null) {
      inner.setAround(around);
    }
    return nested;
  }

  /** Continues the body, whose nested generator has ended. */
  final Continuation proceedBody() {
    inner = null;
    return this;
  }

  /** Ends the body, because the generator around it, or its consumer, closes it. */
  final Continuation leave(boolean closes) {
    closing |= closes;
    return closes ? closeBody() : setStopped();
  }

  final boolean isClosing() {
    return closing;
  }

  final boolean isStopped() {
    return ended == Outcome.STOPPED;
  }

  /** The awaiter of {@code yieldValue}: continues with the consumer. */
  private static final class Yield implements FrameAwaiter<@Nullable Void> {
    static final Yield INSTANCE = new Yield();

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      return ((AsyncGeneratorPromise<?>) frame).tell();
    }

    @Override
    public String toString() {
      return "its consumer";
    }

    /** The context stays with the consumer. */
    @Override
    public boolean extendsChain() {
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() {
      return null;
    }
  }
}
