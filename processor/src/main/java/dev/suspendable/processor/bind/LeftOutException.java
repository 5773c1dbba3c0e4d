package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;

/**
 * A frame creates instances of a class that javac has left out, together with the dead code around
 * it. Only dead code can have used such a frame.
 */
final class LeftOutException extends BindException {
  private static final long serialVersionUID = 1;

  LeftOutException(FrameSource frame, String className) {
    super(frame, "javac has made no class file of " + className);
  }
}
