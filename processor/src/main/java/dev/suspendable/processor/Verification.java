package dev.suspendable.processor;

import dev.suspendable.processor.verify.BrokenPromise;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Checks after each pass its promises, and those of earlier passes about the same products. A
 * broken promise is an internal error, reported at the coroutine.
 *
 * <p>The system property {@value #PROPERTY} turns it on. The processor's own tests turn it on;
 * users' builds do not pay for it.
 */
final class Verification implements Pipeline.Observer {
  static final String PROPERTY = "dev.suspendable.verify";

  private final Map<CoroutineUnit, Set<Promise>> promised = new WeakHashMap<>();

  static boolean isOn() {
    return Boolean.getBoolean(PROPERTY);
  }

  @Override
  public void after(Pass<?> pass, CoroutineUnit unit) {
    Set<Promise> holding = promised.computeIfAbsent(unit, key -> EnumSet.noneOf(Promise.class));
    holding.removeAll(pass.ends());
    holding.addAll(pass.promises());
    for (Promise promise : holding) {
      if (pass.makes().contains(promise.of())) {
        try {
          promise.check(unit);
        } catch (BrokenPromise e) {
          throw new BrokenPromise(pass.name(), e);
        }
      }
    }
  }
}
