package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;

/**
 * A frame makes instances of a class that javac has left out, with the dead code around it. Nothing
 * but dead code can have made use of such a frame.
 */
final class LeftOutException extends BindException {
  private static final long serialVersionUID = 1;

  LeftOutException(FrameSource frame, String className) {
    super(frame, "javac has made no class file of " + className);
  }
}
