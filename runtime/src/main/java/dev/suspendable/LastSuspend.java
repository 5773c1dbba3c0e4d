package dev.suspendable;

import dev.suspendable.coroutine.FrameAwaiter;
import org.jspecify.annotations.Nullable;

/**
 * An awaiter on which a frame suspends for the last time: its final suspend, or a hand-over to
 * another coroutine. Subclasses define what runs next.
 */
abstract class LastSuspend<T extends @Nullable Object> implements FrameAwaiter<T> {

  @Override
  public final boolean awaitReady() {
    return false;
  }

  @Override
  public final boolean extendsChain() {
    return true;
  }

  @Override
  public final T awaitResume() {
    throw new IllegalStateException("The coroutine has ended and cannot continue");
  }
}
