package dev.suspendable.processor;

import dev.suspendable.processor.verify.BrokenGuarantee;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Checks after each pass its guarantees, and those of earlier passes about the same products. A
 * broken guarantee is an internal error, reported at the coroutine.
 *
 * <p>The system property {@value #PROPERTY} turns it on. The processor's own tests turn it on;
 * users' builds do not pay for it.
 */
final class Verification implements Pipeline.Observer {
  static final String PROPERTY = "dev.suspendable.verify";

  private final Map<CoroutineUnit, Set<Guarantee>> guaranteed = new WeakHashMap<>();

  static boolean isOn() {
    return Boolean.getBoolean(PROPERTY);
  }

  @Override
  public void after(Pass<?> pass, CoroutineUnit unit) {
    Set<Guarantee> holding =
        guaranteed.computeIfAbsent(unit, key -> EnumSet.noneOf(Guarantee.class));
    holding.removeAll(pass.ends());
    holding.addAll(pass.guarantees());
    for (Guarantee guarantee : holding) {
      if (pass.makes().contains(guarantee.of())) {
        try {
          guarantee.check(unit);
        } catch (BrokenGuarantee e) {
          throw new BrokenGuarantee(pass.name(), e);
        }
      }
    }
  }
}
