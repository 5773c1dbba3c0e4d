package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.internal.Throwing;
import java.util.concurrent.CancellationException;
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
  private static final int CLOSED_UNWINDING = 4;

  private final AsyncGenerator<T> generator;
  private final Demand demand = new Demand();
  private Flow.@Nullable Subscriber<? super T> subscriber;
  private final FutureObserver<@Nullable Void> observer = new FutureObserver<>(this);
  private @Nullable Throwable failure;

  GeneratorSubscription(AsyncGenerator<T> generator, Flow.Subscriber<? super T> subscriber) {
    this.generator = generator;
    this.subscriber = subscriber;
  }

  /** An exception of the subscriber goes to the caller, and the generator is closed. */
  void start() {
    try {
      if (subscriber != null) {
        subscriber.onSubscribe(this);
      }
    } catch (Throwable t) {
      demand.cancel();
      throw t;
    } finally {
      observer.start();
    }
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
      return close(CLOSED_UNWINDING);
    }
    if (state >= CLOSED) {
      return closed($awaited(), state);
    }
    try {
      Awaiter<?> awaited = run(state);
      if (awaited != null) {
        return awaited;
      }
    } catch (Throwable t) {
      failure = t;
    }
    return close(CLOSED);
  }

  /** Runs the loop until it suspends, or to its end: then the result is null. */
  private @Nullable Awaiter<?> run(int state) throws Throwable {
    Awaiter<?> advance = state == ADVANCED ? $awaited() : null;
    for (; ; ) {
      if (advance == null) {
        if (!demand.awaitReady()) {
          return $suspend(DEMANDED, demand);
        }
        if (!demand.awaitResume()) {
          return null;
        }
        advance = generator.hasNext().awaiter();
        if (!advance.awaitReady()) {
          return $suspend(ADVANCED, advance);
        }
      }
      if (!(boolean) (Boolean) advance.awaitResume()) {
        return null;
      }
      advance = null;
      if (subscriber != null && !demand.isCancelled()) {
        subscriber.onNext(generator.next());
      }
    }
  }

  private @Nullable Awaiter<?> close(int state) {
    try {
      Awaiter<?> closing = Operators.closing(generator.closeAsync());
      return closing.awaitReady() ? closed(closing, state) : $suspend(state, closing);
    } catch (Throwable t) {
      return failed(t, state);
    }
  }

  private @Nullable Awaiter<?> closed(Awaiter<?> closing, int state) {
    try {
      closing.awaitResume();
    } catch (Throwable t) {
      return failed(t, state);
    }
    return end(state);
  }

  private @Nullable Awaiter<?> failed(Throwable cleanup, int state) {
    if (failure == null) {
      failure = cleanup;
    } else if (failure != cleanup) {
      failure.addSuppressed(cleanup);
    }
    return end(state);
  }

  private @Nullable Awaiter<?> end(int state) {
    Throwable thrown = failure != null ? failure : demand.misuse();
    if (thrown == null && state == CLOSED_UNWINDING) {
      thrown = new CancellationException(generator + " ended by the stopped signal");
    }
    tell(thrown);
    if (state == CLOSED_UNWINDING) {
      return $unwound();
    }
    returnVoid();
    return null;
  }

  /** Tells the subscriber, unless it has cancelled. */
  private void tell(@Nullable Throwable thrown) {
    Flow.Subscriber<? super T> told = subscriber;
    subscriber = null; // a cancelled subscription does not keep its subscriber (rule 3.13)
    try {
      if (told == null || (demand.isCancelled() && demand.misuse() == null)) {
        if (failure != null) {
          throw failure;
        }
      } else if (thrown != null) {
        told.onError(thrown);
      } else {
        told.onComplete();
      }
    } catch (Throwable undelivered) { // of a cleanup, or of the subscriber (rule 2.13)
      Throwing.report(undelivered);
    }
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
