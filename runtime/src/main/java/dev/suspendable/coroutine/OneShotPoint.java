package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The suspend point that ordinary awaiters get. It is valid for exactly one resumption, from any
 * thread, and is its own {@link #resume} continuation, so an await costs one small object.
 *
 * <p>While the coroutine is suspended here, the frame holds the point instead of its awaiter. (For
 * that reason the point is formally an {@code Awaiter}.) So a resumption that uses the frame
 * directly, such as one by handle, finds the point and competes for it like any other resumption.
 */
sealed class OneShotPoint extends Continuation implements SuspendPoint, Awaiter<Object>
    permits CarryingPoint {

  /*
   * Overview.
   *
   * `use` decides who resumes. It holds the awaiter while the point is unused. The one CAS in
   * claim() replaces the awaiter by the signal to continue with, or by the point itself for an
   * ordinary resumption (not by a constant: see TaskPromise). `use` never returns to the awaiter,
   * except in lend(), whose caller owns the point at that time. Null means that the decision is
   * briefly delayed. Either another thread keeps the coroutine suspended for a few instructions
   * (hold), or a thread that got the point by a data race does not see the awaiter yet: the write
   * in the constructor is plain, because a volatile write would cost as much as the CAS. A thread
   * that reads null waits.
   *
   * `suspender` is the thread inside awaitSuspend, null afterwards. Only that thread writes it, and
   * every reader compares it with its own thread. So a racing reader sees null or another thread,
   * both of which mean the same to it, and the field needs no ordering. If that thread runs a
   * continuation while awaitSuspend is still on its stack, it finds itself in the field: it claims
   * the point, sets `suspender` to null as the mark that publish() checks for, and leaves it to
   * publish() to run the coroutine.
   *
   * Visibility of the frame. An awaiter normally hands the point to another thread by a
   * synchronising action, which orders all writes of the suspending thread before the resumption.
   * For awaiters that do not synchronise, publish() has a release fence after the last of these
   * writes: a thread that reads the frame through a point that was published later sees them.
   *
   * publish() does not touch the frame after awaitSuspend has returned unless this thread has
   * marked the point. In that case no other thread can have claimed it, and this thread still owns
   * the frame.
   */

  private static final VarHandle USE;

  static {
    try {
      USE = MethodHandles.lookup().findVarHandle(OneShotPoint.class, "use", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Frame frame;
  private @Nullable Thread suspender;
  private @Nullable Object use;

  OneShotPoint(Frame frame, Awaiter<?> awaiter) {
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
    return new OneShotPoint(frame, awaiter).publishTo(awaiter);
  }

  final Continuation publishTo(Awaiter<?> awaiter) throws Throwable {
    frame.guard(this);
    VarHandle.releaseFence();
    Continuation next;
    try {
      next =
          Objects.requireNonNull(
              awaiter.awaitSuspend(this), "awaitSuspend returned null; say Continuation.NOOP");
    } catch (Throwable t) {
      return suspendFailed(awaiter, t);
    }
    if (suspender == null) {
      return goOn(awaiter).andThen(next);
    }
    suspender = null;
    return next == this ? next : published(awaiter).andThen(next);
  }

  /** Called when the point has been handed over. Returns what to run first. */
  Continuation published(Awaiter<?> awaiter) {
    return NOOP;
  }

  private Continuation suspendFailed(Awaiter<?> awaiter, Throwable t) throws Throwable {
    boolean marked = suspender == null;
    suspender = null;
    if (!marked && claim(this) != null) {
      return failed(awaiter, t);
    }
    Throwing.report(t);
    return marked ? goOn(awaiter) : NOOP;
  }

  /** The continuation of a point that this thread has marked. */
  private Continuation goOn(Awaiter<?> awaiter) {
    return taken(awaiter, use instanceof Signal signal ? signal : null);
  }

  /** Returns what continues the coroutine, which the calling thread owns. */
  Continuation taken(Awaiter<?> awaiter, @Nullable Signal signal) {
    frame.settle(awaiter, signal);
    return frame;
  }

  /** Returns what continues the coroutine, whose await fails. */
  Continuation failed(Awaiter<?> awaiter, Throwable t) throws Throwable {
    return frame.surface(t);
  }

  /** Whether a handle may use this point. */
  boolean isLeftToHandles() {
    return true;
  }

  /** Returns the suspended coroutine. */
  final Frame coroutine() {
    return frame;
  }

  /** Returns the awaiter, if the point has not been used. */
  final @Nullable Awaiter<?> unusedBy() {
    return use instanceof Awaiter<?> unused && !isUse(unused) ? unused : null;
  }

  /** Whether the coroutine is about to continue. */
  final boolean isUsed() {
    return isUse(use);
  }

  private boolean isUse(@Nullable Object seen) {
    return seen == this || seen instanceof Signal;
  }

  /**
   * Makes a point for a coroutine that a trusted awaiter holds. From now on the awaiter resumes the
   * coroutine through this point, and so may others. Returns null if the awaiter has already
   * resumed the coroutine, or is about to.
   */
  static @Nullable OneShotPoint inExchange(Frame frame, FrameAwaiter<?> awaiter) {
    OneShotPoint point = new OneShotPoint(frame, awaiter);
    point.suspender = null;
    point.use = null; // the awaiter may try to resume before the frame holds the point
    if (!awaiter.exchange(frame, new Contender(point, awaiter))) {
      return null;
    }
    frame.guard(point);
    point.release(awaiter);
    return point;
  }

  /** Makes a point for a coroutine that is only resumed by code that drives it by hand. */
  static OneShotPoint byHand(Frame frame, @Nullable Awaiter<?> awaiter) {
    OneShotPoint point =
        new OneShotPoint(frame, awaiter != null ? awaiter : SuspendAlways.INSTANCE);
    point.suspender = null;
    frame.guard(point);
    return point;
  }

  /** Takes the one use and returns the awaiter; returns null if the point was used already. */
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

  /**
   * Keeps the coroutine suspended here until {@link #release}; returns null if it has been resumed
   * already.
   */
  @Nullable Awaiter<?> hold() {
    return claim(null);
  }

  void release(Awaiter<?> awaiter) {
    USE.setRelease(this, (Object) awaiter);
  }

  /** Makes the point permanently used, in any state: its frame is being destroyed. */
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

  /**
   * Uses the point: returns the frame, ready to continue, or NOOP if publish() continues with it.
   */
  @Nullable Continuation take(@Nullable Signal signal) {
    Awaiter<?> awaiter = claim(signal != null ? signal : this);
    if (awaiter == null) {
      return null;
    }
    if (suspender == Thread.currentThread()) {
      suspender = null;
      return NOOP;
    }
    return taken(awaiter, signal);
  }

  @Override
  public Continuation resumeIfUnused() {
    Continuation taken = take(null);
    return taken != null ? taken : NOOP;
  }

  /** Gives the frame to a trusted awaiter, which resumes it from now on. */
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

  // A point only stands in for the awaiter; no coroutine awaits it.

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
