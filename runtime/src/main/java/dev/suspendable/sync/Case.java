package dev.suspendable.sync;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A case of a {@link Select}. Immutable: what belongs to one await is in its {@link Choice}.
 *
 * @param <R> type of the result
 */
abstract class Case<R extends @Nullable Object> {

  /** Returns the channel; null if there is none. */
  @Nullable Channel<?> channel() {
    return null;
  }

  /** A case with a channel. */
  abstract static class OfChannel<T, R extends @Nullable Object> extends Case<R> {
    final Channel<T> channel;

    OfChannel(Channel<T> channel) {
      this.channel = Objects.requireNonNull(channel, "channel");
    }

    @Override
    final Channel<T> channel() {
      return channel;
    }

    /** Returns the item of an entry that waits for this case. */
    abstract @Nullable Object firstItem();

    /**
     * Does the operation, if it is possible. The channel's lock is held.
     *
     * @return as for {@link Channel#send(Entry)}
     */
    abstract @Nullable Continuation attempt(Entry entry);

    /** Lets an entry wait. The channel's lock is held. */
    abstract void join(Entry entry);

    abstract void withdraw(Entry entry);

    /** The operation was done, but its result is not used. */
    abstract void giveBack(@Nullable Object item);

    /** Returns the result of the await, if this case was chosen. */
    abstract R result(@Nullable Object item);
  }

  /** {@link Select#onReceive}. */
  static final class Receive<T, R extends @Nullable Object> extends OfChannel<T, R> {
    private final Function<? super T, ? extends R> then;
    private final boolean orNull;

    Receive(Channel<T> channel, Function<? super T, ? extends R> then, boolean orNull) {
      super(channel);
      this.then = Objects.requireNonNull(then, "then");
      this.orNull = orNull;
    }

    @Override
    @Nullable Object firstItem() {
      return null;
    }

    @Override
    @Nullable Continuation attempt(Entry entry) {
      return channel.receive(entry);
    }

    @Override
    void join(Entry entry) {
      channel.await(entry, false);
    }

    @Override
    void withdraw(Entry entry) {
      channel.withdrawReceive(entry);
    }

    @Override
    void giveBack(@Nullable Object item) {
      channel.giveBack(item);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // it is a message; null only if that is wanted
    R result(@Nullable Object item) {
      if (item instanceof Closed closed) {
        if (!orNull || closed.cause() != null) {
          throw closed.exception(channel);
        }
        return then.apply(null);
      }
      return then.apply((T) item);
    }

    @Override
    public String toString() {
      return "receive from " + channel;
    }
  }

  /** {@link Select#onSend}. */
  static final class Send<T, R extends @Nullable Object> extends OfChannel<T, R> {
    private final T message;
    private final Supplier<? extends R> then;

    Send(Channel<T> channel, T message, Supplier<? extends R> then) {
      super(channel);
      this.message = message;
      this.then = Objects.requireNonNull(then, "then");
    }

    @Override
    Object firstItem() {
      return message;
    }

    @Override
    @Nullable Continuation attempt(Entry entry) {
      return channel.send(entry);
    }

    @Override
    void join(Entry entry) {
      channel.await(entry, true);
    }

    @Override
    void withdraw(Entry entry) {
      channel.withdrawSend(entry);
    }

    /** It stays sent. */
    @Override
    void giveBack(@Nullable Object item) {}

    @Override
    R result(@Nullable Object item) {
      if (item instanceof Closed closed) {
        throw closed.exception(channel);
      }
      return then.get();
    }

    @Override
    public String toString() {
      return "send to " + channel;
    }
  }

  /** {@link Select#onAwait}. */
  static final class Awaiting<T extends @Nullable Object, R extends @Nullable Object>
      extends Case<R> {
    final Awaitable<? extends T> awaitable;
    private final Function<? super T, ? extends R> then;

    Awaiting(Awaitable<? extends T> awaitable, Function<? super T, ? extends R> then) {
      this.awaitable = Objects.requireNonNull(awaitable, "awaitable");
      this.then = Objects.requireNonNull(then, "then");
    }

    @SuppressWarnings("unchecked") // it is that of the awaitable
    R result(@Nullable Object value) {
      return then.apply((T) value);
    }

    @Override
    public String toString() {
      return "await " + awaitable;
    }
  }
}
