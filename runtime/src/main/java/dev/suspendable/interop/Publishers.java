package dev.suspendable.interop;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One value of a {@link Flow.Publisher}. For all its values, {@link
 * dev.suspendable.AsyncGenerator#from(Flow.Publisher)} makes an async generator.
 *
 * <p>Each await of a task subscribes anew. An error of the publisher is thrown at the await. A stop
 * cancels the subscription, and does not wait. The coroutine continues on the executor of its
 * context, or else on the thread that publishes. Names and meaning are those of
 * kotlinx-coroutines-reactive ({@code awaitFirst} and so on).
 */
public final class Publishers {
  private enum Which {
    FIRST(1),
    LAST(Long.MAX_VALUE),
    SINGLE(2);

    final long demand;

    Which(long demand) {
      this.demand = demand;
    }
  }

  private Publishers() {}

  /**
   * Awaits the first value, and cancels the subscription then.
   *
   * @param publisher the publisher
   * @return a task that fails with a {@link NoSuchElementException} if there is none
   */
  public static <T> Task<T> first(Flow.Publisher<? extends T> publisher) {
    return one(publisher, Which.FIRST);
  }

  /**
   * Awaits the last value.
   *
   * @param publisher the publisher
   * @return a task that fails with a {@link NoSuchElementException} if there is none
   */
  public static <T> Task<T> last(Flow.Publisher<? extends T> publisher) {
    return one(publisher, Which.LAST);
  }

  /**
   * Awaits the only value.
   *
   * @param publisher the publisher
   * @return a task that fails with a {@link NoSuchElementException} if there is none, and with an
   *     {@link IllegalArgumentException} if there are several; then the subscription is cancelled
   */
  public static <T> Task<T> single(Flow.Publisher<? extends T> publisher) {
    return one(publisher, Which.SINGLE);
  }

  private static <T> Task<T> one(Flow.Publisher<? extends T> publisher, Which which) {
    Objects.requireNonNull(publisher, "publisher");
    return () -> new One<T>(publisher, which);
  }

  private static final class One<T> implements StoppableAwaiter<T>, Flow.Subscriber<T> {

    /* The monitor of this object guards the fields. Code of others runs without it. */

    private final Flow.Publisher<? extends T> publisher;
    private final Which which;
    private @Nullable SuspendPoint point;
    private Flow.@Nullable Subscription subscription;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean isOver;

    One(Flow.Publisher<? extends T> publisher, Which which) {
      this.publisher = publisher;
      this.which = which;
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint suspended) {
      synchronized (this) {
        point = suspended;
      }
      publisher.subscribe(this);
      return Continuation.NOOP;
    }

    @Override
    public void awaitStopped() {
      Flow.Subscription cancelled;
      synchronized (this) {
        isOver = true;
        point = null;
        cancelled = subscription;
      }
      if (cancelled != null) {
        cancelled.cancel();
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      Objects.requireNonNull(granted, "subscription");
      boolean accepted;
      synchronized (this) {
        accepted = subscription == null && !isOver;
        if (accepted) {
          subscription = granted;
        }
      }
      if (accepted) {
        granted.request(which.demand);
      } else {
        granted.cancel();
      }
    }

    @Override
    public void onNext(T next) {
      Objects.requireNonNull(next, "value");
      boolean ends;
      synchronized (this) {
        if (isOver) {
          return;
        }
        if (which == Which.SINGLE && value != null) {
          failure = new IllegalArgumentException("The publisher has more than one value");
        }
        ends = which == Which.FIRST || failure != null;
        value = next;
      }
      if (ends) {
        end(true);
      }
    }

    @Override
    public void onError(Throwable error) {
      Objects.requireNonNull(error, "error");
      synchronized (this) {
        if (isOver) {
          return;
        }
        failure = error;
      }
      end(false);
    }

    @Override
    public void onComplete() {
      end(false);
    }

    private void end(boolean cancels) {
      Flow.Subscription cancelled;
      SuspendPoint resumed;
      synchronized (this) {
        if (isOver) {
          return;
        }
        isOver = true;
        cancelled = cancels ? subscription : null;
        resumed = point;
        point = null;
      }
      if (cancelled != null) {
        cancelled.cancel();
      }
      if (resumed != null) {
        resumed.resumeIfUnused().run();
      }
    }

    @Override
    public synchronized T awaitResume() throws Throwable {
      if (!isOver) {
        throw new IllegalStateException(
            "The coroutine was resumed by its handle before the publisher's value has come");
      }
      if (failure != null) {
        throw failure;
      }
      T result = value;
      if (result == null) {
        throw new NoSuchElementException("The publisher has no value");
      }
      return result;
    }
  }
}
