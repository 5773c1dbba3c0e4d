package dev.suspendable.coroutine;

import dev.suspendable.internal.Throwing;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The suspend point that a trusted awaiter resumes instead of its frame, once a handle may resume
 * that frame too (see {@link FrameAwaiter#exchange}). It competes for the point like any other
 * resumer.
 *
 * <p>An awaiter that comes too late has done nothing wrong. So its resumption does not throw: its
 * value is dropped, and its exception is reported, because no other code sees it.
 */
final class Contender extends Continuation implements SuspendPoint {
  private final OneShotPoint point;
  private final Awaiter<?> awaiter;

  Contender(OneShotPoint point, Awaiter<?> awaiter) {
    this.point = point;
    this.awaiter = awaiter;
  }

  OneShotPoint point() {
    return point;
  }

  /** Returns what to run next; NOOP if another resumer has resumed the coroutine. */
  Continuation fire(@Nullable Signal signal) {
    Continuation taken = point.take(signal);
    if (taken != null) {
      return taken;
    }
    if (signal == null) {
      try {
        awaiter.awaitResume();
      } catch (Throwable t) {
        Throwing.report(t);
      }
    }
    return NOOP;
  }

  @Override
  Continuation proceed() {
    return fire(null);
  }

  @Override
  public Continuation resume() {
    return this;
  }

  /** The awaiter knows that it may be too late, so there is nothing to report. */
  @Override
  public Continuation resumeIfUnused() {
    Continuation taken = point.take(null);
    return taken != null ? taken : NOOP;
  }

  @Override
  public Runnable resumeOn(Executor executor) {
    return point.resumeOn(executor);
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
    return point.toString();
  }
}
