package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.Origin.Trouble;

/** A coroutine cannot be bound. The exception ends the binding of its nest. */
final class BindException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient FrameSource frame;
  private final Trouble trouble;
  private final String problem;
  private final boolean isLeftOut;

  BindException(FrameSource frame, String problem) {
    this(frame, Trouble.NOT_BOUND, problem);
  }

  BindException(FrameSource frame, Trouble trouble, String problem) {
    this(frame, trouble, problem, false);
  }

  private BindException(FrameSource frame, Trouble trouble, String problem, boolean isLeftOut) {
    super(problem);
    this.frame = frame;
    this.trouble = trouble;
    this.problem = problem;
    this.isLeftOut = isLeftOut;
  }

  /**
   * A frame creates instances of a class that javac has left out, together with the dead code
   * around it. Only dead code can have used such a frame.
   */
  static BindException leftOut(FrameSource frame, String className) {
    return new BindException(
        frame, Trouble.NOT_BOUND, "javac has made no class file of " + className, true);
  }

  /** Whether only dead code can have used the frame. */
  boolean isLeftOut() {
    return isLeftOut;
  }

  /** Reports the problem at the user's code. */
  void report() {
    frame.origin().report(trouble, problem);
  }
}
