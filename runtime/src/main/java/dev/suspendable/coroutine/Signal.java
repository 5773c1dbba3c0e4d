package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * A resumption that does not use the awaiter's result: the continuation made by {@link
 * SuspendPoint#setStopped}, {@code setReturned}, {@code setValue} and {@code setError}.
 *
 * <p>A value or error signal replaces the awaiter that the coroutine resumes from, so one object is
 * both continuation and awaiter.
 */
final class Signal extends Continuation implements Awaiter<@Nullable Object> {

  /**
   * The kind of a signal, in the terms of P1662R0, "Parallels with the done/value/error signals",
   * and "simulating co_return" for RETURNED.
   */
  enum Kind {
    STOPPED,
    RETURNED,
    VALUE,
    ERROR
  }

  final Kind kind;
  private final SuspendPoint point;
  final @Nullable Object payload;

  private Signal(Kind kind, SuspendPoint point, @Nullable Object payload) {
    this.kind = kind;
    this.point = point;
    this.payload = payload;
  }

  static Signal stopped(SuspendPoint point) {
    return new Signal(Kind.STOPPED, point, null);
  }

  static Signal returned(SuspendPoint point, @Nullable Object object) {
    return new Signal(Kind.RETURNED, point, object);
  }

  static Signal value(SuspendPoint point, @Nullable Object value) {
    return new Signal(Kind.VALUE, point, value);
  }

  static Signal error(SuspendPoint point, Throwable error) {
    return new Signal(Kind.ERROR, point, java.util.Objects.requireNonNull(error, "error"));
  }

  /** Returns the coroutine that continues; null if that is not known. */
  @Nullable Promise coroutine() {
    return Ambient.coroutineAt(point);
  }

  /** Whether the coroutine leaves its scopes. */
  boolean unwinds() {
    return kind == Kind.STOPPED || kind == Kind.RETURNED;
  }

  @Override
  Continuation proceed() throws Throwable {
    if (point instanceof OneShotPoint checking) {
      return checking.fire(this);
    }
    return point instanceof Contender contender ? contender.fire(this) : ((Frame) point).go(this);
  }

  @Override
  public boolean awaitReady() {
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint suspended) {
    return suspended.resume();
  }

  @Override
  @SuppressWarnings("NullAway") // null only where the await may yield null
  public @Nullable Object awaitResume() throws Throwable {
    if (kind == Kind.ERROR && payload instanceof Throwable error) {
      throw error;
    }
    return payload;
  }
}
