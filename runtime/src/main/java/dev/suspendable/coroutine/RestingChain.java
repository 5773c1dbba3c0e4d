package dev.suspendable.coroutine;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Coroutines that await each other and all rest, because the innermost one does. Whether it goes on
 * is decided at the point where it rests. Whoever has that point has the chain: no coroutine of it
 * can complete, nor resume the one around it.
 */
final class RestingChain {
  private RestingChain() {}

  /**
   * Does something while a coroutine, and all that it waits for, is kept where it rests.
   *
   * <p>The chain is looked up without any order to those who run it, so what is found may be out of
   * date. It is looked up again when the point is ours: then the innermost coroutine rests, hence
   * whoever waits for it does, and so on outward, and all that they have written is visible.
   *
   * @return what {@code action} returns; false without asking it if the coroutine does not rest
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
