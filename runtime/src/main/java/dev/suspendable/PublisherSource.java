package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@link Flow.Publisher} as an async generator, see {@link AsyncGenerator#from}. It
 * is its own subscriber, and the awaiter of its {@code hasNext}.
 *
 * @param <T> type of the values
 */
final class PublisherSource<T>
    implements AsyncGenerator<T>, StoppableAwaiter<Boolean>, Flow.Subscriber<T> {

  /*
   * The monitor of this object guards all fields. Code of others (the subscription, the consumer)
   * is called without it.
   */

  private final int window;
  private final Queue<T> buffer = new ArrayDeque<>();

  private Flow.@Nullable Publisher<? extends T> publisher;
  private Flow.@Nullable Subscription subscription;
  private @Nullable SuspendPoint consumer;
  private @Nullable Object ended;

  /** How many values have been requested and have not come yet. */
  private long requested;

  PublisherSource(Flow.Publisher<? extends T> publisher, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("from(publisher, " + window + ")");
    }
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.window = window;
  }

  // ---- AsyncGenerator.

  @Override
  public Awaitable<Boolean> hasNext() {
    return this;
  }

  @Override
  public synchronized boolean awaitReady() {
    return !buffer.isEmpty() || ended != null;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    Flow.Publisher<? extends T> unsubscribed;
    Flow.Subscription asked;
    synchronized (this) {
      if (awaitReady()) {
        return point.resume();
      }
      if (consumer != null) {
        throw new IllegalStateException(
            "The publisher's generator has another consumer, which waits for it"
                + TaskPromise.where(consumer));
      }
      consumer = point;
      unsubscribed = publisher;
      publisher = null;
      asked = unsubscribed == null ? demand() : null;
    }
    if (unsubscribed != null) {
      unsubscribed.subscribe(this);
    } else if (asked != null) {
      asked.request(window);
    }
    return Continuation.NOOP;
  }

  /** Cancels the subscription. */
  @Override
  public void awaitStopped() {
    cancel();
  }

  /** The subscription to ask for the next values, if all that were requested have come. */
  private Flow.@Nullable Subscription demand() {
    if (subscription == null || requested > 0) {
      return null;
    }
    requested = window;
    return subscription;
  }

  @Override
  public synchronized Boolean awaitResume() throws Throwable {
    if (!buffer.isEmpty()) {
      return true;
    }
    if (ended instanceof Outcome.Failure failure) {
      ended = Boolean.FALSE;
      throw failure.error();
    }
    if (ended == null) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before the publisher's next value has come");
    }
    return false;
  }

  @Override
  public synchronized T next() {
    T value = buffer.poll();
    if (value == null) {
      throw new NoSuchElementException("await(hasNext()) first");
    }
    return value;
  }

  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    cancel();
    return Task.completed();
  }

  private void cancel() {
    Flow.Subscription cancelled;
    SuspendPoint waiting;
    synchronized (this) {
      cancelled = ended == null ? subscription : null;
      ended = Boolean.FALSE;
      publisher = null;
      buffer.clear();
      waiting = consumer;
      consumer = null;
    }
    if (cancelled != null) {
      cancelled.cancel();
    }
    if (waiting != null) {
      Resumptions.resume(waiting);
    }
  }

  // ---- Flow.Subscriber.

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    Objects.requireNonNull(granted, "subscription");
    boolean accepted;
    synchronized (this) {
      accepted = subscription == null && ended == null;
      if (accepted) {
        subscription = granted;
        requested = window;
      }
    }
    if (accepted) {
      granted.request(window);
    } else {
      granted.cancel();
    }
  }

  @Override
  public void onNext(T value) {
    Objects.requireNonNull(value, "value");
    SuspendPoint waiting;
    synchronized (this) {
      if (ended != null) {
        return;
      }
      requested--;
      buffer.add(value);
      waiting = consumer;
      consumer = null;
    }
    if (waiting != null) {
      Resumptions.resume(waiting);
    }
  }

  @Override
  public void onError(Throwable error) {
    end(new Outcome.Failure(Objects.requireNonNull(error, "error")));
  }

  @Override
  public void onComplete() {
    end(Boolean.FALSE);
  }

  private void end(Object outcome) {
    SuspendPoint waiting;
    synchronized (this) {
      if (ended != null) {
        return;
      }
      ended = outcome;
      waiting = consumer;
      consumer = null;
    }
    if (waiting != null) {
      Resumptions.resume(waiting);
    }
  }

  @Override
  public String toString() {
    return "AsyncGenerator.from(publisher)";
  }
}
