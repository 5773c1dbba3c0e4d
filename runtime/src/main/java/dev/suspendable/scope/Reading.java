package dev.suspendable.scope;

import dev.suspendable.coroutine.Awaiter;
import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.Continuation;
import dev.suspendable.coroutine.SuspendPoint;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of the context. Stateless, so it may be awaited repeatedly.
 *
 * <p>If the chain has no context yet, but may find one at its root, the coroutine suspends for a
 * moment: only a suspended coroutine can look for it.
 */
final class Reading<T extends @Nullable Object> implements Awaiter<T> {
  static final Reading<Context> CONTEXT = new Reading<>(context -> context);
  static final Reading<@Nullable Executor> EXECUTOR = new Reading<>(Context::executor);
  static final Reading<StopToken> STOP_TOKEN = new Reading<>(Context::stopToken);

  private final Function<Context, T> part;

  private Reading(Function<Context, T> part) {
    this.part = part;
  }

  @Override
  public boolean awaitReady() {
    return Chain.isKnown();
  }

  /** Continues at once. */
  @Override
  public boolean extendsChain() {
    return true;
  }

  @Override
  public Continuation awaitSuspend(SuspendPoint point) {
    Chain.find(point, Context.empty());
    return point.resume();
  }

  @Override
  public T awaitResume() {
    return part.apply(Context.of(Chain.environment()));
  }
}
