package dev.suspendable.processor.testing;

/** What one await of a test program does. */
public enum Behaviour {
  /** The value is there; nothing suspends. */
  READY,
  /** {@code awaitSuspend} returns the coroutine's own continuation. */
  RETURN,
  /** {@code awaitSuspend} runs the continuation itself, on this thread. */
  INLINE,
  /** Resumed later, by the same thread. */
  LATER,
  /** Resumed later, by another thread. */
  OTHER_THREAD,
  /** Resumed later, by {@code setValue}. */
  VALUE,
  /** A {@code FrameAwaiter}, which gets the frame itself. */
  FRAME,

  /** The companion that makes the awaiter throws. */
  FAIL_COMPANION(Kind.FAILURE),
  FAIL_IN_READY(Kind.FAILURE),
  FAIL_IN_SUSPEND(Kind.FAILURE),
  FAIL_IN_RESUME(Kind.FAILURE),
  /** As {@link #FAIL_IN_RESUME}, without having suspended. */
  FAIL_WHEN_READY(Kind.FAILURE),
  /** Resumed later, by {@code setError}. */
  FAIL_BY_ERROR(Kind.FAILURE),

  /** {@code awaitSuspend} returns the stopped signal. */
  STOP_RETURN(Kind.STOP),
  /** The stopped signal comes later. */
  STOP_LATER(Kind.STOP),
  /** The stopped signal comes later, by another thread. */
  STOP_OTHER_THREAD(Kind.STOP),

  /** Plain programs: the identity. */
  PLAIN(Kind.PLAIN),
  /** Plain programs: throws what the failures throw. */
  PLAIN_FAILURE(Kind.PLAIN),
  /** Plain programs: throws {@link Stopped}. */
  PLAIN_STOP(Kind.PLAIN);

  enum Kind {
    VALUE,
    FAILURE,
    STOP,
    PLAIN
  }

  private final Kind kind;

  Behaviour() {
    this(Kind.VALUE);
  }

  Behaviour(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  boolean suspends() {
    return this != READY && this != FAIL_WHEN_READY;
  }

  boolean stops() {
    return kind == Kind.STOP || this == PLAIN_STOP;
  }

  boolean onOtherThread() {
    return this == OTHER_THREAD || this == STOP_OTHER_THREAD;
  }
}
