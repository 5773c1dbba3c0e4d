package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.StoppableAwaiter;
import dev.suspendable.coroutine.SuspendPoint;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.StopToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The values of several async generators, in the order in which they come, see {@link
 * AsyncGenerator#merge}. For each generator it runs a coroutine, the pump, which may be some values
 * ahead of the consumer. It is the awaiter of its {@code hasNext}.
 *
 * <p>A stop of a consumer that waits ends this wait only: the consumer has to close the source.
 *
 * @param <T> type of the values
 */
final class MergeSource<T extends @Nullable Object>
    implements AsyncGenerator<T>, StoppableAwaiter<Boolean> {

  /*
   * Overview.
   *
   * The monitor of this object guards the fields. Coroutines run without it.
   *
   * `running` counts the pumps that have not ended, with their cleanups, and one more while pumps
   * are started, and while they are stopped by this object. So the last one to end is not inside a
   * stop, and the consumer does not continue there.
   *
   * `consumer` waits: for a value or the end of all pumps; when `isClosing`, for the end of all
   * pumps. It is not resumed before all pumps have been started, so that a pump that never suspends
   * does not keep the others from starting.
   *
   * When a pump and the consumer can both continue, one of them goes to the executor of its context
   * (`aside`). Without an executor both continue on one thread, the pump first: it starts its next
   * operation, which runs while the consumer handles the value.
   *
   * The stop source is not linked to the token of the consumer. The consumer may await each value
   * in another context, and a stop of one that it has left is none of this generator.
   */

  private final String name;
  private final int ahead;
  private final List<MergePump<T>> pumps = new ArrayList<>();
  private final Queue<Item<T>> queue = new ArrayDeque<>();
  private final StopSource stop = new StopSource();
  private @Nullable SuspendPoint consumer;
  private @Nullable Item<T> announced;
  private int running = -1;
  private boolean isStarting;
  private boolean isClosing;
  private boolean isStopped;
  private @Nullable Throwable failure;

  /** A value, and the pump that has produced it. */
  record Item<T extends @Nullable Object>(MergePump<T> pump, T value) {}

  /**
   * @param ahead how many values of each generator may wait for the consumer
   * @param name the operator, for messages
   */
  MergeSource(
      Collection<? extends AsyncGenerator<? extends T>> generators, int ahead, String name) {
    if (ahead < 1) {
      throw new IllegalArgumentException(name + "(" + ahead + ")");
    }
    this.ahead = ahead;
    this.name = name;
    for (AsyncGenerator<? extends T> each : generators) {
      pumps.add(new MergePump<>(this, each, name));
    }
  }

  // ---- The consumer.

  @Override
  public Awaitable<Boolean> hasNext() {
    return this;
  }

  @Override
  public synchronized boolean awaitReady() {
    if (announced != null) {
      return true;
    }
    Item<T> first = queue.peek();
    if (first == null) {
      return running == 0 && !isStopped;
    }
    if (first.pump.waiting != null) {
      return false;
    }
    announce(first);
    return true;
  }

  /** Takes the first item out of the queue; returns its pump, if that waits for room. */
  private @Nullable SuspendPoint announce(Item<T> first) {
    queue.remove();
    MergePump<T> pump = first.pump;
    SuspendPoint unblocked = pump.waiting;
    pump.waiting = null;
    pump.queued--;
    announced = first;
    return unblocked;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    SuspendPoint unblocked = null;
    synchronized (this) {
      if (awaitReady()) {
        return point.resume();
      }
      Item<T> first = queue.peek();
      if (first != null) {
        unblocked = announce(first);
      } else if (running == 0) {
        return Chain.stopped(point);
      } else if (consumer != null) {
        throw new IllegalStateException(
            this + " has another consumer, which waits for it" + TaskPromise.where(consumer));
      } else {
        consumer = point;
      }
    }
    return unblocked != null
        ? aside(unblocked).andThen(new Resuming(point))
        : startOnce(Context.of(Chain.environmentOf(point)));
  }

  /** Lets a coroutine continue while another one does. */
  private static Continuation aside(SuspendPoint point) {
    Executor executor = Context.of(Chain.carriedBy(point)).executor();
    if (executor != null) {
      try {
        executor.execute(point.resumeOn(executor));
        return Continuation.NOOP;
      } catch (Throwable rejected) {
        // If it has not taken the work, entering the context tells the coroutine.
      }
    }
    return point.resumeIfUnused();
  }

  @Override
  public synchronized void awaitStopped() {
    consumer = null;
  }

  @Override
  public synchronized Boolean awaitResume() throws Throwable {
    if (announced != null) {
      return true;
    }
    if (failure != null) {
      throw failure;
    }
    if (running != 0) {
      throw new IllegalStateException(
          "The coroutine was resumed by its handle before a value of " + this + " has come");
    }
    return false;
  }

  @Override
  public synchronized T next() {
    Item<T> taken = announced;
    if (taken == null) {
      throw new NoSuchElementException("await(hasNext()) first");
    }
    announced = null;
    return taken.value;
  }

  /** Takes the consumer, if it can continue; the monitor is held. */
  private @Nullable SuspendPoint ready() {
    if (consumer == null || isStarting || ((isClosing || announced == null) && running > 0)) {
      return null;
    }
    SuspendPoint ready = consumer;
    consumer = null;
    return ready;
  }

  private Continuation resume(@Nullable SuspendPoint point) {
    if (point == null) {
      return Continuation.NOOP;
    }
    boolean stops;
    synchronized (this) {
      stops = isStopped && !isClosing && announced == null && failure == null;
    }
    return stops ? Chain.stopped(point) : point.resumeIfUnused();
  }

  // ---- Starting.

  private Continuation startOnce(Context inherited) {
    synchronized (this) {
      if (running >= 0) {
        return Continuation.NOOP;
      }
      running = pumps.size() + 1;
      isStarting = true;
    }
    return new Starting(inherited);
  }

  /** Starts the pumps, one after the other. */
  private final class Starting extends CustomContinuation {
    private final Context inherited;
    private int next;

    Starting(Context inherited) {
      this.inherited = inherited;
    }

    @Override
    protected Continuation perform() throws Throwable {
      if (next < pumps.size()) {
        return pumps.get(next++).start(inherited).andThen(this);
      }
      Item<T> first;
      SuspendPoint unblocked;
      synchronized (MergeSource.this) {
        isStarting = false;
        first = queue.peek();
        unblocked =
            first != null && consumer != null && announced == null && !isClosing
                ? announce(first)
                : null;
      }
      Continuation consumes = finished();
      return unblocked == null ? consumes : aside(unblocked).andThen(consumes);
    }
  }

  // ---- The pumps.

  /** Takes a value if its pump may produce the next one at once, and does not wait for it. */
  synchronized boolean offer(Item<T> item) {
    if ((consumer != null && !isStarting) || item.pump.queued + 1 >= ahead) {
      return false;
    }
    enqueue(item);
    return true;
  }

  private void enqueue(Item<T> item) {
    queue.add(item);
    item.pump.queued++;
  }

  /** Takes a value of a pump that is suspended for this. */
  Continuation offer(Item<T> item, SuspendPoint point) {
    SuspendPoint ready;
    synchronized (this) {
      if (isClosing) {
        return point.resume(); // dropped; a request to stop reaches the pump where it waits next
      }
      if (consumer == null || isStarting || announced != null) {
        enqueue(item);
        if (item.pump.queued >= ahead) {
          item.pump.waiting = point;
          return Continuation.NOOP;
        }
        return point.resume();
      }
      announced = item;
      ready = ready();
    }
    point.resumeIfUnused(); // marks it: the pump continues first
    return ready == null ? Continuation.NOOP : aside(ready);
  }

  /** Called when a pump no longer waits for room. */
  synchronized void leave(MergePump<T> pump) {
    pump.waiting = null;
  }

  StopToken stopToken() {
    return stop.token();
  }

  /** Notes the end of a pump. The first one that fails or is stopped stops the others. */
  Continuation ended(@Nullable Object outcome) {
    boolean stops;
    synchronized (this) {
      stops = outcome != null && !stop.isStopRequested();
      if (outcome instanceof Outcome.Failure failed) {
        if (failure == null) {
          failure = failed.error();
        } else if (failure != failed.error()) {
          failure.addSuppressed(failed.error());
        }
      } else if (outcome == Outcome.STOPPED && stops) {
        isStopped = true;
      }
    }
    if (stops) {
      stop.requestStop();
    }
    return finished();
  }

  private Continuation finished() {
    SuspendPoint ready;
    synchronized (this) {
      running--;
      ready = ready();
    }
    return resume(ready);
  }

  // ---- Closing.

  @Override
  public Awaitable<@Nullable Void> closeAsync() {
    return new Closing();
  }

  /**
   * Stops the pumps, and waits for them. What they have produced and not handed over is dropped.
   */
  private final class Closing implements Awaiter<@Nullable Void> {
    @Override
    public boolean awaitReady() {
      synchronized (MergeSource.this) {
        if (!isClosing) {
          isClosing = true;
          failure = null;
          announced = null;
          queue.clear();
        }
        return running == 0;
      }
    }

    @Override
    public Continuation awaitSuspend(SuspendPoint point) {
      synchronized (MergeSource.this) {
        consumer = point;
        if (running >= 0) {
          running++; // until the stop has been passed on
        }
      }
      stop.requestStop();
      Continuation starting = startOnce(Context.of(Chain.environmentOf(point)));
      return starting != Continuation.NOOP ? starting : finished();
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void awaitResume() throws Throwable {
      synchronized (MergeSource.this) {
        if (failure != null) {
          throw failure;
        }
        return null;
      }
    }
  }

  @Override
  public String toString() {
    return "AsyncGenerator." + name;
  }
}
