package dev.suspendable.coroutine;

/**
 * The awaiter of a coroutine that has called another one beyond the Java stack, see {@link
 * Frame#isDeep}. The trampoline starts the callee, which is already the frame's awaiter.
 *
 * <p>Before that, it marks a coroutine that has been called this way.
 */
final class DeepCall implements FrameAwaiter<Object> {
  static final DeepCall INSTANCE = new DeepCall();

  private DeepCall() {}

  @Override
  public Continuation awaitSuspendUnchecked(Frame caller) {
    return caller.callee();
  }

  @Override
  public boolean extendsChain() {
    return true;
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
