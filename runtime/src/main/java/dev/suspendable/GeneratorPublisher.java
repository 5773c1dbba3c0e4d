package dev.suspendable;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An async generator as a {@link Flow.Publisher} for one subscriber, see {@link
 * AsyncGenerator#toPublisher}.
 */
final class GeneratorPublisher<T> implements Flow.Publisher<T> {
  private final AsyncGenerator<T> generator;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  GeneratorPublisher(AsyncGenerator<T> generator) {
    this.generator = generator;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    if (subscribed.compareAndSet(false, true)) {
      GeneratorSubscription<T> subscription = new GeneratorSubscription<>(generator, subscriber);
      subscription.start();
    } else {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(
          new IllegalStateException(
              "The publisher of an async generator has one subscriber: the generator allows one"
                  + " pass"));
    }
  }

  /** Given to a second subscriber before its error. */
  private static final class Refused implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
