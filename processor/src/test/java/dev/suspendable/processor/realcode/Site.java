package dev.suspendable.processor.realcode;

import org.jspecify.annotations.Nullable;

/** A place in a method's body that changes. */
final class Site extends Part {
  /** What becomes of it. */
  enum Kind {
    /** {@code e} becomes {@code await(e)}. */
    AWAIT,
    /** {@code m(x)} becomes {@code result(m$1(x))}: one coroutine awaits another. */
    CALL,
    /** {@code pause();} is put in front of a statement. */
    PAUSE,
    /** {@code return e;} becomes {@code return Task.of(e);}. */
    RETURN,
    /** {@code return Task.completed();} at the end of a void method, where that can be reached. */
    END
  }

  private final Method method;
  private final Kind kind;
  private final @Nullable Method callee;

  Site(Method method, Kind kind, @Nullable Method callee) {
    this.method = method;
    this.kind = kind;
    this.callee = callee;
    method.sites().add(this);
  }

  Method method() {
    return method;
  }

  Kind kind() {
    return kind;
  }

  boolean isSuspension() {
    return kind == Kind.AWAIT || kind == Kind.CALL || kind == Kind.PAUSE;
  }

  @Override
  boolean isIn() {
    return reason() == null && method.isIn() && (callee == null || callee.isIn());
  }

  @Override
  public String toString() {
    return kind + " in " + method;
  }
}
