package dev.suspendable;

import dev.suspendable.coroutine.Chain;
import dev.suspendable.coroutine.CustomContinuation;
import org.jspecify.annotations.Nullable;

/**
 * The peer of tasks that no coroutine awaits. Each task continues with it when it has completed.
 * The code that it represents gets the outcomes from the tasks.
 */
abstract class Arrival extends CustomContinuation implements Chain.Outer {

  /** Returns null: the chain has no environment but that with which it was started. */
  @Override
  public @Nullable Object chainAbove() {
    return null;
  }
}
