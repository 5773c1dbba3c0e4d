package dev.suspendable.sync;

import org.jspecify.annotations.Nullable;

/**
 * An await of the next message of a channel. {@code item} is null, then the message, or {@link
 * Closed}.
 *
 * @param <T> type of the messages
 * @param <R> type of the result of the await
 */
abstract class Receiving<T, R extends @Nullable Object> extends Waiter<R> {
  final Channel<T> channel;

  Receiving(Channel<T> channel) {
    this.channel = channel;
  }

  @Override
  final Channel<T> owner() {
    return channel;
  }

  @Override
  public boolean awaitReady() {
    return channel.mayProvide() && channel.completeReceive(this, false);
  }

  @Override
  final boolean joinQueue() {
    return !channel.completeReceive(this, true);
  }

  @Override
  public final void awaitStopped() {
    channel.withdrawReceive(this);
  }

  @Override
  public final void awaitRejected() {
    Object unused = item;
    item = null;
    channel.giveBack(unused);
  }

  /** Takes the message, or null if the channel is closed without a cause. */
  @SuppressWarnings("unchecked") // it is a message then
  final @Nullable T take() {
    Object taken = item;
    item = null;
    if (taken instanceof Closed closed) {
      return ended(closed);
    }
    if (taken == null) {
      throw resumedByHandle(this);
    }
    return (T) taken;
  }

  /** The channel has no more messages. */
  @Nullable T ended(Closed closed) {
    if (closed.cause() != null) {
      throw closed.exception(channel);
    }
    return null;
  }

  @Override
  public final String toString() {
    return "receive from " + channel;
  }

  /** {@link Channel#receive}. */
  static final class OrThrow<T> extends Receiving<T, T> {
    OrThrow(Channel<T> channel) {
      super(channel);
    }

    @Override
    @SuppressWarnings("NullAway") // ended() throws
    public T awaitResume() {
      return take();
    }

    @Override
    T ended(Closed closed) {
      throw closed.exception(channel);
    }
  }

  /** {@link Channel#receiveOrNull}. */
  static final class OrNull<T> extends Receiving<T, @Nullable T> {
    OrNull(Channel<T> channel) {
      super(channel);
    }

    @Override
    @SuppressWarnings("NullAway") // the type argument allows null
    public @Nullable T awaitResume() {
      return take();
    }
  }
}
