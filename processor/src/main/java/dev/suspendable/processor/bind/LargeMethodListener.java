package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;

/** Receives the methods of frames that HotSpot does not compile. */
@FunctionalInterface
public interface LargeMethodListener {
  /**
   * Size in bytes above which HotSpot always interprets a method: {@code -XX:HugeMethodLimit},
   * which applies with {@code -XX:+DontCompileHugeMethods}.
   */
  int HUGE_METHOD_LIMIT = 8000;

  /**
   * A method is too large.
   *
   * @param frame the coroutine
   * @param method name and descriptor of the frame's method
   * @param size bytes of its code
   */
  void largeMethod(FrameSource frame, String method, int size);
}
