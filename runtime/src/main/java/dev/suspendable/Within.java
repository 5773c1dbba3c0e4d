package dev.suspendable;

import dev.suspendable.coroutine.Awaitable;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.Environment;
import dev.suspendable.scope.Context;
import dev.suspendable.scope.StopSource;
import dev.suspendable.scope.StopToken;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A task in another context: that of {@link Task#with}, {@link Task#on} and {@link
 * Task#withStopToken}. The awaiting coroutine keeps its own.
 *
 * @param <T> type of the value
 */
class Within<T extends @Nullable Object> extends OneShotTask<T> {
  private final String method;
  private final UnaryOperator<Context> change;
  private final TaskPromise<T> task;
  private @Nullable Object outcome;

  /**
   * @param method the method of {@link Task} that it represents in messages
   * @param change makes the context of the task from that of the awaiting coroutine
   */
  Within(String method, Awaitable<T> awaitable, UnaryOperator<Context> change) {
    this.method = method;
    this.change = change;
    this.task = Relay.taskOf(awaitable, method);
  }

  @Override
  final String name() {
    return "Task." + method;
  }

  @Override
  final Continuation start(Object awaiting) {
    try {
      Context inherited = Context.of(Chain.environmentOf(awaiting));
      Environment own = change.apply(inherited).environment();
      return Chain.start(own, task.startFor(new Ended()));
    } catch (Throwable t) {
      return end(new Outcome.Failure(t));
    }
  }

  /** Called before the outcome is passed on. */
  void ended() {}

  private Continuation end(@Nullable Object result) {
    Chain.leave();
    ended();
    outcome = result;
    return tell(result == Outcome.STOPPED);
  }

  @Override
  final void dropParts() {
    task.drop();
  }

  @Override
  final @Nullable Object outcome() {
    Object taken = outcome;
    outcome = null;
    return taken;
  }

  /** The continuation of the task at its end. */
  private final class Ended extends PartEnded {
    @Override
    protected Continuation perform() {
      return end(task.outcome());
    }
  }

  /** A task that observes a token in addition to that of the awaiting coroutine. */
  static final class Stoppable<T extends @Nullable Object> extends Within<T> {
    private final Linking linking;

    Stoppable(Awaitable<T> awaitable, StopToken token) {
      this(awaitable, new Linking(token));
    }

    private Stoppable(Awaitable<T> awaitable, Linking linking) {
      super("withStopToken", awaitable, linking);
      this.linking = linking;
    }

    @Override
    void ended() {
      linking.close();
    }
  }

  /** Makes the token that observes both. */
  private static final class Linking implements UnaryOperator<Context> {
    private final StopToken token;
    private @Nullable StopSource both;

    Linking(StopToken token) {
      this.token = token;
    }

    @Override
    public Context apply(Context inherited) {
      StopToken outer = inherited.stopToken();
      if (!outer.isStopPossible() || !token.isStopPossible() || outer == token) {
        return token.isStopPossible() ? inherited.withStopToken(token) : inherited;
      }
      both = StopSource.linkedTo(outer, token);
      return inherited.withStopToken(both.token());
    }

    void close() {
      StopSource source = both;
      if (source != null) {
        source.close();
      }
    }
  }
}
