package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.coroutine.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link Task#whenAll}. (cppcoro: {@code when_all_ready_awaitable} and {@code
 * when_all_counter}.)
 *
 * @param <R> type of the combined value
 */
final class WhenAll<R extends @Nullable Object> extends OneShotTask<R> {

  /*
   * Overview.
   *
   * Tasks report to the one Arrival directly; other awaitables get a relay that reports. Each child
   * that ends runs the arrival once, which counts down. `pending` counts the children and the
   * thread that starts them. A child that ends within its first step returns the arrival to that
   * thread, which does not run it but counts these children itself, and decrements the shared count
   * only once.
   *
   * Visibility: the count is an atomic read-modify-write, so the last child sees what the others
   * wrote before they arrived.
   */

  private static final VarHandle PENDING;

  static {
    try {
      PENDING = MethodHandles.lookup().findVarHandle(WhenAll.class, "pending", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Object[] children;
  private final Function<List<@Nullable Object>, R> combine;

  @SuppressWarnings("UnusedVariable") // read through PENDING
  private int pending;

  private @Nullable Object outcome;

  /**
   * @param awaitables the awaitables to wait for; copied
   * @param combine makes the value of the task from the values of all awaitables
   */
  WhenAll(
      Collection<? extends Awaitable<?>> awaitables, Function<List<@Nullable Object>, R> combine) {
    this.children = awaitables.toArray(NOTHING);
    this.combine = combine;
    this.pending = children.length + 1;
    for (Object awaitable : children) {
      Objects.requireNonNull(awaitable, "an awaitable of whenAll");
    }
  }

  @Override
  String name() {
    return "whenAll";
  }

  @Override
  Continuation start(Object awaiting) {
    return new Starting<>(this, Chain.carriedBy(awaiting));
  }

  @Override
  @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }

  private Continuation arrived(int count) {
    return (int) PENDING.getAndAdd(this, -count) == count ? complete() : Continuation.NOOP;
  }

  private Continuation complete() {
    outcome = combined();
    return tell(outcome == Outcome.STOPPED);
  }

  private @Nullable Object combined() {
    @Nullable Object[] values = children; // the value of each child replaces the child
    children = NOTHING;
    boolean done = false;
    Throwable failure = null;
    for (int i = 0; i < values.length; i++) {
      Object value = outcomeOf(values[i]);
      values[i] = value;
      if (value == Outcome.STOPPED) {
        done = true;
      } else if (value instanceof Outcome.Failure failed) {
        if (failure == null) {
          failure = failed.error();
        } else if (failure != failed.error()) {
          failure.addSuppressed(failed.error());
        }
      }
    }
    if (failure != null) {
      return new Outcome.Failure(failure);
    }
    if (done) {
      return Outcome.STOPPED;
    }
    try {
      return combine.apply(Arrays.asList(values));
    } catch (Throwable t) {
      return new Outcome.Failure(t);
    }
  }

  private static final @Nullable Object[] NOTHING = {};

  private static @Nullable Object outcomeOf(@Nullable Object child) {
    if (child instanceof TaskPromise<?> task) {
      return task.outcome();
    }
    if (child instanceof ReadyTask<?> task) {
      return task.outcome();
    }
    return ((OneShotTask<?>) Objects.requireNonNull(child)).outcome();
  }

  /**
   * The continuation that runs instead of the awaiting coroutine, and starts the children one by
   * one.
   */
  private static final class Starting<R extends @Nullable Object> extends CustomContinuation {
    private final WhenAll<R> all;
    private final Arrival arrival;
    private final @Nullable Environment environment;
    private int next;
    private int arrived = 1;

    Starting(WhenAll<R> all, @Nullable Environment environment) {
      this.all = all;
      this.environment = environment;
      this.arrival = new ChildArrival(all);
    }

    @Override
    protected Continuation perform() throws Throwable {
      int size = all.children.length;
      while (next < size) {
        Chain.enter(environment);
        Continuation child = child(next++);
        if (child != arrival && Chain.isStepped(environment)) {
          child = Chain.start(environment, child);
        }
        Continuation after;
        try {
          after = child instanceof Frame coroutine ? step(coroutine) : child;
        } catch (Throwable t) {
          throw goOn(t);
        }
        if (after == arrival) {
          arrived++;
        } else if (after != NOOP) {
          return after.andThen(next < size ? this : all.arrived(arrived));
        }
      }
      Chain.leave();
      return all.arrived(arrived);
    }

    /**
     * Returns the continuation that runs the child, or the arrival if the outcome is available
     * already.
     */
    private Continuation child(int i) {
      Object child = all.children[i];
      try {
        if (child instanceof TaskPromise<?> task) {
          Continuation first = task.startFor(arrival);
          return Chain.isStopRequested(environment) ? task.setStopped() : first;
        }
        if (child instanceof OneShotTask<?> task) {
          return task.startFor(arrival);
        }
      } catch (Throwable t) {
        all.children[i] = ReadyTask.failed(t);
        return arrival;
      }
      if (child instanceof ReadyTask<?>) {
        return arrival;
      }
      Relay<?> relay = new Relay<>((Awaitable<?>) Objects.requireNonNull(child), "whenAll");
      all.children[i] = relay;
      return relay.startFor(arrival);
    }

    private Throwable goOn(Throwable t) {
      try {
        run();
      } catch (Throwable another) {
        if (another != t) {
          t.addSuppressed(another);
        }
      }
      return t;
    }
  }

  /** The continuation that each child runs at its end. */
  private static final class ChildArrival extends Arrival {
    private final WhenAll<?> all;

    ChildArrival(WhenAll<?> all) {
      this.all = all;
    }

    @Override
    protected Continuation perform() {
      Chain.leave();
      return all.arrived(1);
    }

    @Override
    public @Nullable Object chainAbove() {
      return all.awaiting();
    }

    @Override
    public String toString() {
      return "whenAll";
    }
  }
}
