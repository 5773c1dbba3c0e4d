package dev.suspendable.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads to one arm of a switch.
 *
 * @param labels constants and patterns; none for a bare {@code default}
 * @param isDefault whether it is, or includes, {@code default}
 * @param guard the condition behind {@code when}, or null
 * @param bindings variables that the patterns bind, those of the guard included, which the arm sees
 */
public record Choice(
    List<Code> labels, boolean isDefault, @Nullable Code guard, List<Variable> bindings) {

  /** A single constant. */
  public static Choice of(int constant) {
    return new Choice(List.of(Code.of(String.valueOf(constant))), false, null, List.of());
  }
}
