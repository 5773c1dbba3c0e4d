package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;

/** A coroutine cannot be bound. Ends the binding of its nest. */
final class BindException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient FrameSource frame;
  private final String problem;

  BindException(FrameSource frame, String problem) {
    super(problem);
    this.frame = frame;
    this.problem = problem;
  }

  String problem() {
    return problem;
  }

  FrameSource frame() {
    return frame;
  }
}
