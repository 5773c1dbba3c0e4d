package dev.suspendable.sync;

import dev.suspendable.AsyncGenerator;
import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Channel#values}: the messages as an async generator, and the awaiter of its {@code
 * hasNext}. So receiving makes no objects.
 *
 * @param <T> type of the messages
 */
final class ChannelValues<T> extends Receiving<T, Boolean> implements AsyncGenerator<T> {
  private @Nullable T announced;
  private boolean isClosed;

  ChannelValues(Channel<T> channel) {
    super(channel);
  }

  @Override
  public Awaitable<Boolean> hasNext() {
    return this;
  }

  @Override
  public boolean awaitReady() {
    return announced != null || isClosed || super.awaitReady();
  }

  @Override
  public Boolean awaitResume() {
    if (announced == null && !isClosed) {
      announced = take();
      isClosed = announced == null;
    }
    return announced != null;
  }

  @Override
  public T next() {
    T value = announced;
    if (value == null) {
      throw new NoSuchElementException("await(hasNext()) first");
    }
    announced = null;
    return value;
  }

  /** A value that was not taken goes back to the channel. */
  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    isClosed = true;
    T left = announced;
    announced = null;
    channel.giveBack(left);
    return Task.completed();
  }
}
