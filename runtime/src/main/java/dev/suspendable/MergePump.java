package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopToken;
import org.jspecify.annotations.Nullable;

/**
 * Runs a generator in a coroutine, and hands its values over to a {@link MergeSource}; the peer of
 * that coroutine at its end.
 *
 * @param <T> type of the values
 */
final class MergePump<T extends @Nullable Object> extends Arrival {
  private final MergeSource<T> source;
  private final String name;
  private final AsyncOperator<T, T> body;
  private TaskPromise<?> task;
  private Context shielded = Context.empty();
  private @Nullable Object refused;

  /** How many values wait for the consumer; guarded by the monitor of the source. */
  int queued;

  /** The coroutine, if it waits for room; guarded by the monitor of the source. */
  @Nullable SuspendPoint waiting;

  MergePump(MergeSource<T> source, AsyncGenerator<? extends T> generator, String name) {
    this.source = source;
    this.name = name;
    body = new AsyncOperators.Awaiting<>(generator, name, Handing::new);
    task = new Draining<>(body, () -> null);
  }

  Continuation start(Context inherited) {
    shielded = inherited.withStopToken(StopToken.never());
    return Chain.start(inherited.withStopToken(source.stopToken()), task.startFor(this));
  }

  @Override
  protected Continuation perform() {
    Chain.leave();
    Object outcome = task.outcome();
    if (refused == null && !body.hasBegun()) {
      refused = outcome; // stopped, or rejected by the executor: nothing has closed the generator
      task = new Relay<>(body.closeAsync(), name);
      return Chain.start(shielded, task.startFor(this));
    }
    return source.ended(refused instanceof Outcome.Failure ? refused : outcome);
  }

  @Override
  public String toString() {
    return source.toString();
  }

  /** Hands a value over: the await ends when the next one may be produced. */
  private final class Handing implements StoppableAwaiter<@Nullable Void> {
    private final MergeSource.Item<T> item;

    Handing(T value) {
      item = new MergeSource.Item<>(MergePump.this, value);
    }

    @Override
    public boolean awaitReady() {
      return source.offer(item);
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      return source.offer(item, point);
    }

    @Override
    public void awaitStopped() {
      source.leave(MergePump.this);
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() {
      return null;
    }
  }
}
