package dev.suspendable.coroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The suspend point that ordinary awaiters get: good for exactly one resumption, from any thread,
 * and its own {@link #resume} continuation, so that an await costs one small object.
 *
 * <p>While the coroutine rests here the point stands in the frame in the place of its awaiter
 * (hence it is an {@code Awaiter} in name), so a resumption that goes to the frame directly, such
 * as one by handle, finds the point and competes for it like any other.
 */
final class OneShotPoint extends Continuation implements SuspendPoint, Awaiter<Object> {

  /*
   * Overview.
   *
   * `use` decides who resumes. It holds the awaiter while the point is unused; the one CAS in claim()
   * replaces it by the signal to go on with, or by the point itself for an ordinary resumption (not
   * by a constant: see TaskPromise). It never goes back, except in lend(), whose caller owns the point
   * at that time. Null: not to be decided now, but in a moment. Either somebody keeps the coroutine
   * where it is for a few instructions (hold), or a thread that got the point by a data race does not
   * see the awaiter yet, for the constructor's write is plain: a volatile one would cost as much as
   * the CAS. Whoever finds null waits.
   *
   * `suspender` is the thread inside awaitSuspend, null afterwards. Only that thread writes it, and
   * every reader compares it with its own thread; so a racing reader sees null or a thread that is
   * not itself, both of which mean the same to it, and the field needs no ordering. That thread
   * running a continuation while awaitSuspend is still on its stack finds itself there: it claims the
   * point and sets `suspender` to null as the mark that publish() looks for, and leaves the running
   * to publish().
   *
   * Visibility of the frame. An awaiter normally hands the point over by a synchronising action, which
   * orders all that the suspending thread has written before the resumption. For awaiters that do not,
   * publish() has a release fence after the last of these writes: whoever reads the frame through a
   * point that was published later sees them.
   *
   * publish() does not touch the frame after awaitSuspend returned unless the point was marked by
   * this thread: then no other thread can have claimed it, and the frame is still ours.
   */

  private static final VarHandle USE;

  static {
    try {
      USE = MethodHandles.lookup().findVarHandle(OneShotPoint.class, "use", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Frame frame;
  private @Nullable Thread suspender;
  private @Nullable Object use;

  private OneShotPoint(Frame frame, Awaiter<?> awaiter) {
    this.frame = frame;
    this.suspender = Thread.currentThread();
    this.use = awaiter;
  }

  /**
   * Hands a suspended frame to its awaiter.
   *
   * @return what to run next
   */
  static Continuation publish(Frame frame, Awaiter<?> awaiter) throws Throwable {
    OneShotPoint point = new OneShotPoint(frame, awaiter);
    frame.guard(point);
    VarHandle.releaseFence();
    Continuation next;
    try {
      next =
          Objects.requireNonNull(
              awaiter.awaitSuspend(point), "awaitSuspend returned null; say Continuation.NOOP");
    } catch (Throwable t) {
      return point.suspendFailed(awaiter, t);
    }
    if (point.suspender == null) {
      return point.goOn(awaiter).andThen(next);
    }
    point.suspender = null;
    return next;
  }

  private Continuation suspendFailed(Awaiter<?> awaiter, Throwable t) throws Throwable {
    boolean marked = suspender == null;
    suspender = null;
    if (!marked && claim(this) != null) {
      return frame.surface(t);
    }
    Throwing.report(t);
    return marked ? goOn(awaiter) : NOOP;
  }

  /** The continuation of a point that this thread has marked. */
  private Continuation goOn(Awaiter<?> awaiter) {
    frame.settle(awaiter, use instanceof Signal signal ? signal : null);
    return frame;
  }

  /**
   * A point for a coroutine that a trusted awaiter has, and resumes through this point from now on,
   * as others may; null if it has resumed the coroutine already, or is about to.
   */
  static @Nullable OneShotPoint inExchange(Frame frame, FrameAwaiter<?> awaiter) {
    OneShotPoint point = new OneShotPoint(frame, awaiter);
    point.suspender = null;
    point.use = null; // the awaiter may want to resume before the frame knows of the point
    if (!awaiter.exchange(frame, new Contender(point, awaiter))) {
      return null;
    }
    frame.guard(point);
    point.release(awaiter);
    return point;
  }

  /** A point for a coroutine that nobody resumes but those who drive it by hand. */
  static OneShotPoint byHand(Frame frame, @Nullable Awaiter<?> awaiter) {
    OneShotPoint point =
        new OneShotPoint(frame, awaiter != null ? awaiter : SuspendAlways.INSTANCE);
    point.suspender = null;
    frame.guard(point);
    return point;
  }

  /** Takes the one use, or returns null if it is gone; returns the awaiter. */
  @Nullable Awaiter<?> claim(@Nullable Object how) {
    Object seen = USE.getAcquire(this);
    boolean unused = seen != null && seen != this && !(seen instanceof Signal);
    return unused && USE.compareAndSet(this, seen, how) ? (Awaiter<?>) seen : claimLater(how);
  }

  private @Nullable Awaiter<?> claimLater(@Nullable Object how) {
    for (; ; ) {
      Object seen = USE.getAcquire(this);
      if (seen == null) {
        Thread.yield();
      } else if (seen == this || seen instanceof Signal) {
        return null;
      } else if (USE.compareAndSet(this, seen, how)) {
        return (Awaiter<?>) seen;
      }
    }
  }

  /** Keeps the coroutine here until {@link #release}; null if it goes on already. */
  @Nullable Awaiter<?> hold() {
    return claim(null);
  }

  void release(Awaiter<?> awaiter) {
    USE.setRelease(this, (Object) awaiter);
  }

  /** Spends the point for good, whatever its state: its frame is being destroyed. */
  void invalidate() {
    claim(this);
  }

  /** Resumes the frame with a signal, or ordinarily. */
  Continuation fire(@Nullable Signal signal) throws Throwable {
    Continuation taken = take(signal);
    if (taken == null) {
      throw spent();
    }
    return taken == frame ? frame.proceed() : taken;
  }

  /** Uses the point: returns the frame, ready to go on, or NOOP if publish() goes on with it. */
  @Nullable Continuation take(@Nullable Signal signal) {
    Awaiter<?> awaiter = claim(signal != null ? signal : this);
    if (awaiter == null) {
      return null;
    }
    if (suspender == Thread.currentThread()) {
      suspender = null;
      return NOOP;
    }
    frame.settle(awaiter, signal);
    return frame;
  }

  @Override
  public Continuation resumeIfUnused() {
    Continuation taken = take(null);
    return taken != null ? taken : NOOP;
  }

  /** Gives the frame to a trusted awaiter, which from now on is the one to resume it. */
  Continuation lend(FrameAwaiter<?> borrower) throws Throwable {
    Awaiter<?> awaiter = claim(this);
    if (awaiter == null) {
      throw spent();
    }
    frame.unguard(awaiter);
    try {
      return borrower.awaitSuspendUnchecked(frame);
    } catch (Throwable t) {
      frame.guard(this);
      release(awaiter);
      throw t;
    }
  }

  private IllegalStateException spent() {
    return new IllegalStateException(
        frame.describe() + " was already resumed from this suspend point; it is good for one");
  }

  @Override
  Continuation proceed() throws Throwable {
    return fire(null);
  }

  @Override
  public Continuation resume() {
    return this;
  }

  @Override
  public Continuation setStopped() {
    return Signal.stopped(this);
  }

  @Override
  public Continuation setValue(@Nullable Object value) {
    return Signal.value(this, value);
  }

  @Override
  public Continuation setError(Throwable error) {
    return Signal.error(this, error);
  }

  @Override
  public String toString() {
    return frame.describe();
  }

  // A point only holds the awaiter's place; nobody awaits it.

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    throw new IllegalStateException("A suspend point cannot be awaited");
  }

  @Override
  public Object awaitResume() {
    throw new IllegalStateException("A suspend point cannot be awaited");
  }
}
