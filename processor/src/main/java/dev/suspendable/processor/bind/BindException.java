package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.FrameSource.Trouble;

/** A coroutine cannot be bound. The exception ends the binding of its nest. */
class BindException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient FrameSource frame;
  private final Trouble trouble;
  private final String problem;

  BindException(FrameSource frame, String problem) {
    this(frame, Trouble.NOT_BOUND, problem);
  }

  BindException(FrameSource frame, Trouble trouble, String problem) {
    super(problem);
    this.frame = frame;
    this.trouble = trouble;
    this.problem = problem;
  }

  /** Reports the problem at the user's code. */
  void report() {
    frame.origin().report(trouble, problem);
  }
}
