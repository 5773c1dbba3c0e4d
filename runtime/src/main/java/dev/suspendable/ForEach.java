package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Frame;
import dev.suspendable.coroutine.FrameAwaiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action for all elements of a source, a limited number at the same time, see {@link
 * Task#forEachConcurrent(Iterable, int, AsyncAction)}. It does not close the source.
 *
 * @param <E> type of the elements
 */
final class ForEach<E extends @Nullable Object> extends Contest<@Nullable Void> {

  /*
   * Workers, at most as many as the limit, take elements from the source and run the action for
   * them. One worker at a time may use the source: it has the turn. When it has an element, it
   * offers the turn, and runs the action. A worker whose action has ended takes the turn, or ends if
   * another one has it. If all workers run actions, the first that is done finds the turn offered.
   *
   * If the limit allows another worker, that one is made, and starts when the action of the first
   * one has suspended. So elements start in order. If the action ends without suspending, its worker
   * takes the turn back, and the new worker ends when it starts, or waits for the next offer.
   */

  private final AsyncGenerator<? extends E> source;
  private final AsyncAction<? super E> action;
  private final int limit;

  // The monitor guards the following.
  private boolean isFirst = true;
  private int workers = 1;
  private boolean isOffered;
  private boolean isStarting;
  private boolean isCutShort;
  private @Nullable Failures failures;

  ForEach(AsyncGenerator<? extends E> source, int limit, AsyncAction<? super E> action) {
    super("forEachConcurrent");
    this.source = Objects.requireNonNull(source, "source");
    this.action = Objects.requireNonNull(action, "action");
    this.limit = limit;
    if (limit <= 0) {
      throw new IllegalArgumentException("forEachConcurrent with limit " + limit);
    }
  }

  @Override
  @Nullable TaskPromise<?> next() {
    TaskPromise<?> first = isFirst ? new Worker(true) : null;
    isFirst = false;
    return first;
  }

  /** Takes the turn to use the source; false if the worker has to end. */
  private synchronized boolean takeTurn(boolean starts) {
    isStarting &= !starts;
    boolean takes = isOffered && !isToStop();
    if (takes) {
      isOffered = false;
    } else {
      workers--;
    }
    return takes;
  }

  /** Whether no more elements are to be taken, because of a failure or a stop from outside. */
  private synchronized boolean isToStop() {
    isCutShort |= stop().isStopRequested();
    return isCutShort;
  }

  /** Offers the turn; returns a worker to start, or null. */
  private synchronized @Nullable Worker offerTurn() {
    isOffered = true;
    if (isStarting || workers >= limit) {
      return null;
    }
    isStarting = true;
    workers++;
    return new Worker(false);
  }

  @Override
  synchronized boolean ended(int index, @Nullable Object outcome) {
    isCutShort |= outcome == Outcome.STOPPED;
    if (outcome instanceof Outcome.Failure failure) {
      failures = Failures.and(failures, failure);
      return true;
    }
    return false;
  }

  @Override
  synchronized boolean isStopped() {
    return failures == null && isCutShort;
  }

  @Override
  synchronized @Nullable Object outcome() {
    return failures == null ? null : failures.outcome();
  }

  /** A coroutine written by hand, in the shape of generated ones. */
  private final class Worker extends TaskPromise<@Nullable Void> {
    private static final int ADVANCED = 1;
    private static final int ACTED = 2;

    private final boolean hasTurn;

    Worker(boolean hasTurn) {
      this.hasTurn = hasTurn;
    }

    @Override
    protected @Nullable Awaiter<?> $step() throws Throwable {
      int state = $entry();
      if (state < 0) {
        return $unwound();
      }
      boolean goesOn = true;
      Awaiter<?> advance = null;
      if (state == ACTED) {
        $awaited().awaitResume();
        goesOn = takeTurn(false);
      } else if (state == ADVANCED) {
        advance = $awaited();
      } else {
        goesOn = hasTurn || takeTurn(true);
      }
      while (goesOn) {
        if (advance == null) {
          advance = source.hasNext().awaiter();
          if (!advance.awaitReady()) {
            return $suspend(ADVANCED, advance);
          }
        }
        if (!(boolean) (Boolean) advance.awaitResume()) {
          break; // the turn is not offered again: there are no more elements
        }
        advance = null;
        Task<?> task =
            Objects.requireNonNull(action.run(source.next()), "the action returned a null task");
        if (task instanceof ReadyTask<?> ready) {
          ready.awaitResume();
          goesOn = !isToStop();
        } else {
          TaskPromise<?> acting = Relay.taskOf(task, "forEachConcurrent");
          Worker another = offerTurn();
          return $suspend(ACTED, another == null ? acting : new AndStart(acting, another));
        }
      }
      returnVoid();
      return null;
    }

    @Override
    protected StackTraceElement $location() {
      return new StackTraceElement(Task.class.getName(), "forEachConcurrent", "Task.java", -1);
    }
  }

  /** Awaits an action, and starts a worker when that has suspended or ended. */
  private final class AndStart implements FrameAwaiter<@Nullable Object> {
    private final TaskPromise<?> acting;
    private final Worker another;

    AndStart(TaskPromise<?> acting, Worker another) {
      this.acting = acting;
      this.another = another;
    }

    @Override
    public boolean awaitReady() {
      return false;
    }

    @Override
    public Continuation awaitSuspendUnchecked(Frame frame) throws Throwable {
      return acting.awaitSuspendUnchecked(frame).andThen(begin(another, 0));
    }

    @Override
    public boolean extendsChain() {
      return true;
    }

    @Override
    @SuppressWarnings("NullAway") // null only where the action's task may have it
    public @Nullable Object awaitResume() throws Throwable {
      return acting.awaitResume();
    }
  }
}
