package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task and another one that is made from its value, see {@link Task#then}.
 *
 * @param <T> type of the first value
 * @param <R> type of the value
 */
final class Then<T extends @Nullable Object, R extends @Nullable Object> extends OneShotTask<R> {
  private final String method;
  private final TaskPromise<T> first;
  private final Function<? super T, ? extends Awaitable<? extends R>> next;
  private @Nullable TaskPromise<R> second;
  private @Nullable Object outcome;

  Then(String method, Task<T> task, Function<? super T, ? extends Awaitable<? extends R>> next) {
    this.method = method;
    this.first = Relay.taskOf(task, method);
    this.next = next;
  }

  /** A function that throws fails the task. */
  static <T extends @Nullable Object, R extends @Nullable Object> Task<R> mapped(
      Task<T> task, Function<? super T, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return new Then<T, R>("map", task, value -> new ReadyTask<R>(function.apply(value)));
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
    if (ended == Outcome.STOPPED || ended instanceof Outcome.Failure) {
      return end(ended);
    }
    try {
      T value = Outcome.get(ended);
      Awaitable<? extends R> awaitable = next.apply(value);
      if (awaitable instanceof ReadyTask<?> ready) {
        return end(ready.outcome());
      }
      second = Relay.taskOf(Objects.requireNonNull(awaitable, "then(function) gave null"), method);
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
