package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Passes the values of an async generator to a subscriber, as it requests them; a coroutine written
 * by hand:
 *
 * <pre>{@code
 * try (generator) {
 *   while (await(demand) && await(generator.hasNext())) {
 *     subscriber.onNext(generator.next());
 *   }
 * }
 * subscriber.onComplete();
 * }</pre>
 *
 * <p>The coroutine calls the subscriber, so the calls are serial, in order and never nested,
 * whatever threads request.
 */
final class GeneratorSubscription<T> extends TaskPromise<@Nullable Void>
    implements Flow.Subscription {
  private static final int DEMANDED = 1;
  private static final int ADVANCED = 2;
  private static final int CLOSED = 3;

  private final AsyncGenerator<T> generator;
  private final Demand demand = new Demand();
  private Flow.@Nullable Subscriber<? super T> subscriber;
  private final FutureObserver<@Nullable Void> observer = new FutureObserver<>(this);
  private @Nullable Throwable failure;
  private boolean isOver;

  GeneratorSubscription(AsyncGenerator<T> generator, Flow.Subscriber<? super T> subscriber) {
    this.generator = generator;
    this.subscriber = subscriber;
  }

  void start() {
    if (subscriber != null) {
      subscriber.onSubscribe(this);
    }
    observer.start();
  }

  @Override
  public void request(long count) {
    demand.add(count);
  }

  @Override
  public void cancel() {
    demand.cancel();
    observer.future.cancel(false);
  }

  @Override
  protected @Nullable Awaiter<?> $step() throws Throwable {
    int state = $entry();
    if (state < 0) {
      return $unwound();
    }
    try {
      if (state == CLOSED) {
        $awaited().awaitResume();
        return end();
      }
      Awaiter<?> advance = state == ADVANCED ? $awaited() : null;
      for (; ; ) {
        if (advance == null) {
          if (!demand.awaitReady()) {
            return $suspend(DEMANDED, demand);
          }
          if (!demand.awaitResume()) {
            break;
          }
          advance = generator.hasNext().awaiter();
          if (!advance.awaitReady()) {
            return $suspend(ADVANCED, advance);
          }
        }
        boolean hasNext = (Boolean) advance.awaitResume();
        advance = null;
        if (!hasNext) {
          isOver = true;
          break;
        }
        if (subscriber != null && !demand.isCancelled()) {
          subscriber.onNext(generator.next());
        }
      }
    } catch (Throwable t) {
      if (failure == null) {
        failure = t;
      } else if (failure != t) {
        failure.addSuppressed(t);
      }
      isOver = true;
      if (state == CLOSED) {
        return end();
      }
    }
    try {
      Awaiter<?> closing = Operators.closing(generator.closeAsync());
      if (!closing.awaitReady()) {
        return $suspend(CLOSED, closing);
      }
      closing.awaitResume();
    } catch (Throwable t) {
      failure = failure == null ? t : failure;
    }
    return end();
  }

  /** Tells the subscriber, unless it has cancelled. */
  private @Nullable Awaiter<?> end() throws Throwable {
    Flow.Subscriber<? super T> told = subscriber;
    subscriber = null; // a cancelled subscription does not keep its subscriber (rule 3.13)
    Throwable thrown = failure != null ? failure : demand.misuse();
    if (told != null && (!demand.isCancelled() || demand.misuse() != null)) {
      if (thrown != null) {
        told.onError(thrown);
      } else if (isOver) {
        told.onComplete();
      }
    }
    returnVoid();
    return null;
  }

  @Override
  protected StackTraceElement $location() {
    return new StackTraceElement(
        AsyncGenerator.class.getName(), "toPublisher", "AsyncGenerator.java", -1);
  }

  /** The demand of the subscriber: how many more values it takes. */
  private static final class Demand implements Awaiter<Boolean> {
    private long count;
    private boolean cancelled;
    private @Nullable Throwable misuse;
    private @Nullable SuspendPoint waiting;

    void add(long requested) {
      SuspendPoint resumed;
      synchronized (this) {
        if (cancelled) {
          return;
        }
        if (requested <= 0) {
          misuse =
              new IllegalArgumentException(
                  "request(" + requested + "): the count must be positive (rule 3.9)");
          cancelled = true;
        } else {
          count = count + requested < 0 ? Long.MAX_VALUE : count + requested;
        }
        resumed = waiting;
        waiting = null;
      }
      if (resumed != null) {
        Resumptions.resume(resumed);
      }
    }

    void cancel() {
      SuspendPoint resumed;
      synchronized (this) {
        cancelled = true;
        resumed = waiting;
        waiting = null;
      }
      if (resumed != null) {
        Resumptions.resume(resumed);
      }
    }

    synchronized boolean isCancelled() {
      return cancelled;
    }

    synchronized @Nullable Throwable misuse() {
      return misuse;
    }

    @Override
    public synchronized boolean awaitReady() {
      return count > 0 || cancelled;
    }

    @Override
    public synchronized Continuation awaitSuspend(SuspendPoint point) {
      if (awaitReady()) {
        return point.resume();
      }
      waiting = point;
      return Continuation.NOOP;
    }

    @Override
    public synchronized Boolean awaitResume() {
      if (cancelled) {
        return false;
      }
      if (count != Long.MAX_VALUE) {
        count--;
      }
      return true;
    }
  }
}
