package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task and another one that is made from its outcome, see {@link Task#then} and {@link Task#or}.
 *
 * @param <T> type of the first value
 * @param <R> type of the value
 */
final class Then<T extends @Nullable Object, R extends @Nullable Object> extends OneShotTask<R> {
  private final String method;
  private final TaskPromise<T> first;
  private final Choice<R> choice;
  private @Nullable TaskPromise<R> second;
  private @Nullable Object outcome;

  private Then(String method, Task<T> task, Choice<R> choice) {
    this.method = method;
    this.first = Relay.taskOf(task, method);
    this.choice = choice;
  }

  /** Chooses what follows. A choice that throws fails the task. */
  @FunctionalInterface
  private interface Choice<R extends @Nullable Object> {
    /**
     * @param ended the outcome of the first task
     * @return the awaitable that follows, or null if the outcome is that of both
     */
    @Nullable Awaitable<? extends R> after(@Nullable Object ended) throws Throwable;
  }

  static <T extends @Nullable Object, R extends @Nullable Object> Task<R> value(
      String method, Task<T> task, Function<? super T, ? extends Awaitable<? extends R>> next) {
    Objects.requireNonNull(next, "function");
    return new Then<T, R>(
        method,
        task,
        ended ->
            ended == Outcome.STOPPED || ended instanceof Outcome.Failure
                ? null
                : awaitable(method, next.apply(Outcome.<T>get(ended))));
  }

  static <T extends @Nullable Object> Task<T> failure(
      String method,
      Task<T> task,
      Function<? super Exception, ? extends Awaitable<? extends T>> next) {
    Objects.requireNonNull(next, "function");
    return new Then<T, T>(
        method,
        task,
        ended ->
            ended instanceof Outcome.Failure failure && failure.error() instanceof Exception e
                ? awaitable(method, next.apply(e))
                : null);
  }

  private static <R extends @Nullable Object> Awaitable<? extends R> awaitable(
      String method, @Nullable Awaitable<? extends R> made) {
    return Objects.requireNonNull(made, method + "(function) gave null");
  }

  @Override
  String name() {
    return "Task." + method;
  }

  @Override
  Continuation start(Object awaiting) {
    try {
      return Chain.start(Chain.environmentOf(awaiting), first.startFor(new FirstEnded()));
    } catch (Throwable t) {
      return end(new Outcome.Failure(t));
    }
  }

  private Continuation startSecond(@Nullable Object ended) {
    try {
      Awaitable<? extends R> awaitable = choice.after(ended);
      if (awaitable == null) {
        return end(ended);
      }
      if (awaitable instanceof ReadyTask<?> ready) {
        return end(ready.outcome());
      }
      second = Relay.taskOf(awaitable, method);
      return second.startFor(new SecondEnded());
    } catch (Throwable t) {
      return end(new Outcome.Failure(t));
    }
  }

  private Continuation end(@Nullable Object ended) {
    Chain.leave();
    outcome = ended;
    return tell(ended == Outcome.STOPPED);
  }

  @Override
  void dropParts() {
    first.drop();
  }

  @Override
  @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }

  private final class FirstEnded extends PartEnded {
    @Override
    protected Continuation perform() {
      return startSecond(first.outcome());
    }
  }

  private final class SecondEnded extends PartEnded {
    @Override
    protected Continuation perform() {
      return end(Objects.requireNonNull(second).outcome());
    }
  }
}
