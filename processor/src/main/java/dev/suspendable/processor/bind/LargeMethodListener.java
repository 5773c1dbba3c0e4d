package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.FrameSource;

/** Is told of methods of frames that HotSpot will not compile. */
@FunctionalInterface
public interface LargeMethodListener {
  /**
   * Size in bytes above which HotSpot leaves a method to the interpreter for good: {@code
   * -XX:HugeMethodLimit}, in force by {@code -XX:+DontCompileHugeMethods}.
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
