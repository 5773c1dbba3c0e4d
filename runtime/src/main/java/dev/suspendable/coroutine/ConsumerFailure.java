package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * The exception of the consumer of a pushed value. The body is suspended where it yielded the
 * value, as if the consumer had taken the value from there; the exception belongs to the consumer.
 */
final class ConsumerFailure implements FrameAwaiter<@Nullable Void> {
  final Throwable error;

  ConsumerFailure(Throwable error) {
    this.error = error;
  }

  @Override
  public boolean awaitReady() {
    return false;
  }

  @Override
  public Continuation awaitSuspendUnchecked(Frame frame) {
    return Continuation.NOOP;
  }

  @Override
  @SuppressWarnings("NullAway") // Void has no other value
  public @Nullable Void awaitResume() {
    return null;
  }
}
