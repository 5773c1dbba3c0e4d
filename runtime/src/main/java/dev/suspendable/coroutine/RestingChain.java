package dev.suspendable.coroutine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A chain of coroutines that await each other and are all suspended, because the innermost one is.
 * The suspend point of the innermost one decides whether it continues. A thread that owns that
 * point owns the chain: no coroutine of the chain can complete, or resume the one that awaits it.
 */
final class RestingChain {
  private RestingChain() {}

  /**
   * Runs an action while a coroutine, and all that it waits for, is kept suspended.
   *
   * <p>The first walk along the chain has no happens-before edge to the threads that run the
   * coroutines, so its result may be out of date. The chain is walked again when this thread owns
   * the point. Then the innermost coroutine is suspended, hence so is the one that awaits it, and
   * so on outward, and all their writes are visible.
   *
   * @return the result of {@code action}; false, without calling it, if the coroutine is not
   *     suspended
   */
  static boolean hold(Frame outermost, BooleanSupplier action) {
    Frame innermost = innermost(outermost);
    if (innermost.isDrivenByHand()) {
      return innermost.$resumePoint() != 0 && action.getAsBoolean();
    }
    OneShotPoint point = innermost.checked();
    if (point == null) {
      return false;
    }
    Awaiter<?> awaiter = point.hold();
    if (awaiter == null) {
      return false;
    }
    try {
      return innermost(outermost) == innermost
          && innermost.checked() == point
          && action.getAsBoolean();
    } finally {
      point.release(awaiter);
    }
  }

  private static Frame innermost(Frame outermost) {
    Frame at = outermost;
    for (@Nullable Frame next = at.awaitedCoroutine(); next != null; next = at.awaitedCoroutine()) {
      at = next;
    }
    return at;
  }
}
