package dev.suspendable.processor.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The method that code stands in.
 *
 * @param suspension how it may suspend
 * @param result of what it returns or yields a value; null for nothing
 * @param isStatic whether there is no {@code this}
 * @param depth what it gives callees for their depth
 * @param callees the coroutines that it may call
 */
record Body(
    Suspension suspension,
    @Nullable Type result,
    boolean isStatic,
    String depth,
    List<Coroutine> callees) {
  enum Suspension {
    AWAIT,
    YIELD,
    NONE
  }

  /** Whether it may throw checked exceptions: generators may not. */
  boolean throwsChecked() {
    return suspension == Suspension.AWAIT;
  }
}
