package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.CustomContinuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import java.util.Objects;
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
   *
   * `stop` and `environment` are set before the first task starts, and read by tasks.
   */

  private final String method;
  private final AtomicInteger unfinished = new AtomicInteger();
  private @Nullable StopSource stop;
  private @Nullable Environment environment;

  /**
   * @param method the method of {@link Task} that it represents in messages
   */
  Contest(String method) {
    this.method = method;
  }

  /** Returns the next task to start at the beginning, null if there are no more. */
  abstract @Nullable TaskPromise<?> next();

  /** Takes an outcome; returns whether to stop the tasks that have not ended. */
  abstract boolean ended(int index, @Nullable Object outcome);

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
    environment = inherited.withStopToken(source.token());
    unfinished.set(1);
    return new Starting();
  }

  final StopSource stop() {
    return Objects.requireNonNull(stop);
  }

  /** Starts a task, which is one of those that this one waits for. */
  final Continuation begin(TaskPromise<?> task, int index) {
    unfinished.incrementAndGet();
    try {
      return Chain.start(environment, task.startFor(new Arrived(task, index)));
    } catch (IllegalStateException awaitedBefore) {
      end(index, new Outcome.Failure(awaitedBefore));
      return finish();
    }
  }

  private void end(int index, @Nullable Object outcome) {
    if (ended(index, outcome)) {
      stop().requestStop();
    }
  }

  private Continuation finish() {
    if (unfinished.decrementAndGet() > 0) {
      return Continuation.NOOP;
    }
    stop().close();
    return tell(isStopped());
  }

  /** Whether the stopped signal is the outcome. */
  abstract boolean isStopped();

  /** Starts the tasks, one after the other. */
  private final class Starting extends CustomContinuation {
    private int index;

    @Override
    protected Continuation perform() {
      for (TaskPromise<?> task = next(); task != null; task = next()) {
        if (stop().isStopRequested()) {
          task.drop();
          end(index++, Outcome.STOPPED);
        } else {
          return begin(task, index++).andThen(this);
        }
      }
      return finish();
    }
  }

  /** The continuation of a task at its end. */
  private final class Arrived extends PartEnded {
    private final TaskPromise<?> task;
    private final int index;

    Arrived(TaskPromise<?> task, int index) {
      this.task = task;
      this.index = index;
    }

    @Override
    protected Continuation perform() {
      Chain.leave();
      end(index, task.outcome());
      return finish();
    }
  }
}
