package dev.suspendable.coroutine;

import org.jspecify.annotations.Nullable;

/**
 * What the consumer of a pushed value threw. The body rests at the suspension where it gave the
 * value, as if the consumer had taken it from there; the exception is the consumer's own.
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
