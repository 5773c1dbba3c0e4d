package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * What a trusted awaiter resumes in the place of its frame, once a handle may resume that frame too
 * (see {@link FrameAwaiter#exchange}): it competes for the point like anybody else.
 *
 * <p>An awaiter that comes too late has done nothing wrong. So it is not refused: what it has is
 * dropped, and an exception is reported, for nobody else gets to see it.
 */
final class Contender extends Continuation implements SuspendPoint {
  private final OneShotPoint point;
  private final Awaiter<?> awaiter;

  Contender(OneShotPoint point, Awaiter<?> awaiter) {
    this.point = point;
    this.awaiter = awaiter;
  }

  /** What to run next; a coroutine that has been resumed otherwise is not. */
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

  @Override
  public Continuation resumeIfUnused() {
    return fire(null);
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
