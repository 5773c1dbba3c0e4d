package dev.suspendable.processor.testing;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.coroutine.Promise;
import dev.suspendable.coroutine.SuspendPoint;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a program came to.
 *
 * @param mode how its awaits behaved
 * @param trace what it did
 * @param outcome how it ended
 * @param awaits how many awaits it came to
 * @param unstoppable the numbers of those that cannot be answered with the stopped signal
 */
record Performance(
    Mode mode, List<String> trace, Outcome outcome, int awaits, Set<Integer> unstoppable) {

  /** The same, for comparison with what a test says. */
  Performance withoutLines() {
    return new Performance(
        mode,
        trace.stream().map(Performance::withoutLines).toList(),
        new Outcome(outcome.kind(), withoutLines(outcome.text())),
        awaits,
        unstoppable);
  }

  private static String withoutLines(String text) {
    return text.replaceAll(" at line \\d+", "");
  }

  /** Runs {@code static … run()}, and the coroutine that it returns to its end. */
  static Performance of(Method run, Mode mode) {
    Trial trial = new Trial(mode);
    Outcome[] outcome = {Outcome.STUCK};
    trial.enter(() -> outcome[0] = outcome(run, trial));
    return new Performance(
        mode,
        List.copyOf(trial.trace()),
        outcome[0],
        trial.awaits(),
        Set.copyOf(trial.unstoppable()));
  }

  private static Outcome outcome(Method run, Trial trial) {
    Object result;
    try {
      result = run.invoke(null);
    } catch (InvocationTargetException e) {
      // Coroutines that are lazy, as tasks are, throw nothing when they are called.
      return trial.mode().isPlain() || run.getReturnType() != Task.class
          ? Outcome.thrown(e.getCause())
          : new Outcome(Outcome.Kind.STUCK, "thrown by the call: " + Shown.thrown(e.getCause()));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    try {
      return end(result, trial);
    } catch (RuntimeException | Error e) {
      return new Outcome(Outcome.Kind.STUCK, "thrown by a resumption: " + Shown.thrown(e));
    }
  }

  private static Outcome end(@Nullable Object result, Trial trial) {
    if (result instanceof Task<?> task) {
      Driver driver = new Driver(task);
      driver.begin();
      trial.settle();
      Outcome outcome = driver.outcome();
      return outcome == null ? Outcome.STUCK : outcome;
    }
    if (result instanceof Generator<?> generator) {
      return consume(generator, trial);
    }
    trial.settle();
    if (result instanceof CompletableFuture<?> future) {
      return future.isDone() ? outcome(future) : Outcome.STUCK;
    }
    return Outcome.value(result);
  }

  private static Outcome outcome(CompletableFuture<?> future) {
    if (future.isCancelled()) {
      return Outcome.STOPPED;
    }
    try {
      return Outcome.value(future.join());
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      return Outcome.thrown(cause == null ? e : cause);
    }
  }

  /**
   * A consumer that answers each yield as the mode says. Where nothing is to suspend it has the
   * values pushed.
   */
  private static Outcome consume(Generator<?> generator, Trial trial) {
    try {
      return trial.mode().isReady() ? push(generator, trial) : pull(generator, trial);
    } catch (RuntimeException | Error e) {
      return Outcome.thrown(e);
    }
  }

  private static Outcome pull(Generator<?> generator, Trial trial) {
    while (generator.hasNext()) {
      Behaviour behaviour = trial.await("yielded " + Shown.value(generator.next()));
      if (answer(generator, behaviour, trial)) {
        return Outcome.STOPPED;
      }
    }
    return Outcome.value("exhausted");
  }

  /** Leaves push mode by an exception, for an answer that is not "go on". */
  private static Outcome push(Generator<?> generator, Trial trial) {
    for (; ; ) {
      try {
        generator.forEachRemaining(
            value -> {
              Behaviour behaviour = trial.await("yielded " + Shown.value(value));
              if (behaviour.kind() == Behaviour.Kind.STOP
                  || behaviour.kind() == Behaviour.Kind.FAILURE) {
                throw new Answer(behaviour);
              }
            });
        return Outcome.value("exhausted");
      } catch (Answer answer) {
        if (answer(generator, answer.behaviour, trial)) {
          return Outcome.STOPPED;
        }
      }
    }
  }

  /** Answers a yield; returns whether the generator is closed. */
  private static boolean answer(Generator<?> generator, Behaviour behaviour, Trial trial) {
    if (behaviour.kind() == Behaviour.Kind.STOP) {
      generator.close();
      return true;
    }
    if (behaviour.kind() == Behaviour.Kind.FAILURE && generator instanceof Promise promise) {
      SuspendPoint point = promise;
      point.setError(trial.failureElsewhere()).run();
    }
    return false;
  }

  /** Thrown by the consumer of pushed values; the body must not see it. */
  private static final class Answer extends Error {
    private static final long serialVersionUID = 1;
    private final transient Behaviour behaviour;

    Answer(Behaviour behaviour) {
      super(behaviour.toString());
      this.behaviour = behaviour;
    }
  }
}
