package dev.suspendable.processor.testing;

import static java.util.Objects.requireNonNull;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import org.jspecify.annotations.Nullable;

/** An await that behaves as the trial wants. */
class TrialAwaiter<T extends @Nullable Object> implements Awaiter<T> {
  private final Trial trial;
  private final Behaviour behaviour;
  private final T value;
  private final @Nullable Throwable failure;

  private TrialAwaiter(Trial trial, Behaviour behaviour, T value, @Nullable Throwable failure) {
    this.trial = trial;
    this.behaviour = behaviour;
    this.value = value;
    this.failure = failure;
  }

  /** What the companions do. */
  static <T extends @Nullable Object> Awaiter<T> of(T value, Class<? extends Throwable> thrown) {
    Trial trial = Trial.current();
    Behaviour behaviour = trial.await(Shown.value(value));
    if (behaviour.kind() == Behaviour.Kind.PLAIN) {
      throw new AssertionError("a plain program called a companion");
    }
    Throwable failure = behaviour.kind() == Behaviour.Kind.FAILURE ? trial.failure(thrown) : null;
    if (behaviour == Behaviour.FAIL_COMPANION) {
      throw Trial.sneak(requireNonNull(failure));
    }
    return behaviour == Behaviour.FRAME
        ? new OfFrame<>(trial, value)
        : new TrialAwaiter<>(trial, behaviour, value, failure);
  }

  @Override
  public boolean awaitReady() throws Throwable {
    if (behaviour == Behaviour.FAIL_IN_READY) {
      throw requireNonNull(failure);
    }
    return !behaviour.suspends();
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) throws Throwable {
    switch (behaviour) {
      case RETURN -> {
        return point.resume();
      }
      case INLINE -> point.resume().run();
      case LATER, OTHER_THREAD, FAIL_IN_RESUME -> trial.resumeLater(point.resume(), behaviour);
      case VALUE -> trial.resumeLater(point.setValue(value), behaviour);
      case FAIL_IN_SUSPEND -> throw requireNonNull(failure);
      case FAIL_BY_ERROR -> trial.resumeLater(point.setError(requireNonNull(failure)), behaviour);
      case STOP_RETURN -> {
        return point.setStopped();
      }
      case STOP_LATER, STOP_OTHER_THREAD -> trial.resumeLater(point.setStopped(), behaviour);
      default -> throw new AssertionError(behaviour);
    }
    return Continuation.NOOP;
  }

  @Override
  public T awaitResume() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (behaviour.kind() != Behaviour.Kind.VALUE || behaviour == Behaviour.VALUE) {
      throw new AssertionError(behaviour + " asked for its value");
    }
    return value;
  }

  private static final class OfFrame<T extends @Nullable Object> extends TrialAwaiter<T>
      implements FrameAwaiter<T> {
    private final Trial trial;

    OfFrame(Trial trial, T value) {
      super(trial, Behaviour.FRAME, value, null);
      this.trial = trial;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) {
      trial.resumeLater(frame.resume(), Behaviour.FRAME);
      return Continuation.NOOP;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      throw new AssertionError("a frame awaiter gets the frame");
    }
  }
}
