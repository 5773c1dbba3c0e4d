package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A task that starts several others, and at some time stops those that have not ended. It ends when
 * all of them have ended.
 *
 * @param <R> type of the result
 */
abstract class Contest<R extends @Nullable Object> extends OneShotTask<R> {

  /*
   * `unfinished` counts the tasks that have not ended, and one more for the start. The task that
   * makes the others stop is counted until it has stopped them. So the last one to end is never
   * inside that stop, and the awaiting coroutine does not continue there: contests in a loop would
   * nest.
   */

  private final String method;
  private final List<TaskPromise<?>> tasks = new ArrayList<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private @Nullable StopSource stop;

  /**
   * @param method the method of {@link Task} that it represents in messages
   */
  Contest(String method, Collection<? extends Awaitable<?>> awaitables) {
    this.method = method;
    for (Awaitable<?> each : awaitables) {
      tasks.add(Relay.taskOf(each, method));
    }
  }

  /** Takes an outcome; returns whether to stop the tasks that have not ended. */
  abstract boolean ended(int index, @Nullable Object outcome);

  final int size() {
    return tasks.size();
  }

  @Override
  final String name() {
    return "Task." + method;
  }

  @Override
  final Continuation start(Object awaiting) {
    Context inherited = Context.of(Chain.environmentOf(awaiting));
    StopSource source =
        inherited.stopToken().isStopPossible()
            ? StopSource.linkedTo(inherited.stopToken())
            : new StopSource();
    stop = source;
    unfinished.set(tasks.size() + 1);
    return new Starting(source, inherited.withStopToken(source.token()));
  }

  private Continuation finish() {
    if (unfinished.decrementAndGet() > 0) {
      return Continuation.NOOP;
    }
    StopSource source = stop;
    if (source != null) {
      source.close();
    }
    return tell(isStopped());
  }

  /** Whether the stopped signal is the outcome. */
  abstract boolean isStopped();

  /** Starts the tasks, one after the other. */
  private final class Starting extends CustomContinuation {
    private final StopSource source;
    private final Environment environment;
    private int next;

    Starting(StopSource source, Environment environment) {
      this.source = source;
      this.environment = environment;
    }

    @Override
    protected Continuation perform() {
      while (next < tasks.size()) {
        int index = next++;
        if (source.isStopRequested()) {
          end(index, Outcome.STOPPED); // it has not started
          unfinished.decrementAndGet();
          continue;
        }
        Arrived arrived = new Arrived(index, source);
        try {
          return Chain.start(environment, tasks.get(index).startFor(arrived)).andThen(this);
        } catch (IllegalStateException awaitedBefore) {
          end(index, new Outcome.Failure(awaitedBefore));
          unfinished.decrementAndGet();
        }
      }
      return finish();
    }

    private void end(int index, Object outcome) {
      if (ended(index, outcome)) {
        source.requestStop();
      }
    }
  }

  /** The continuation of a task at its end. */
  private final class Arrived extends Arrival {
    private final int index;
    private final StopSource source;

    Arrived(int index, StopSource source) {
      this.index = index;
      this.source = source;
    }

    @Override
    protected Continuation perform() {
      Chain.leave();
      if (ended(index, tasks.get(index).outcome())) {
        source.requestStop();
      }
      return finish();
    }

    @Override
    public @Nullable Object chainParent() {
      return awaiting();
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
