package dev.suspendable.coroutine;

/**
 * What a coroutine waits on that has called another one beyond the Java stack, see {@link
 * Frame#isDeep}: the trampoline starts the callee, which is the frame's awaiter already.
 *
 * <p>Before that, it marks a coroutine that has been called so.
 */
final class DeepCall implements FrameAwaiter<Object> {
  static final DeepCall INSTANCE = new DeepCall();

  private DeepCall() {}

  @Override
  public Continuation awaitSuspendUnchecked(Frame caller) {
    return caller.callee();
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Object awaitResume() {
    throw new IllegalStateException("A call cannot be awaited");
  }
}
