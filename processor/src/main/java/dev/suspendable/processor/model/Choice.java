package dev.suspendable.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leads to one arm of a switch.
 *
 * @param labels constants and patterns; none for {@code default} and {@code null}
 * @param acceptsNull whether one of its labels is {@code null}
 * @param isDefault whether it is, or includes, {@code default}
 * @param guard the condition behind {@code when}, if it is tested by the switch itself, or null
 * @param bindings variables that the patterns and the guard bind, which the arm sees
 */
public record Choice(
    List<Code> labels,
    Extent extent,
    boolean acceptsNull,
    boolean isDefault,
    @Nullable Code guard,
    List<Variable> bindings) {

  /** Which values labels match. */
  public enum Extent {
    /** Those of constants, which no other label matches. */
    CONSTANTS,
    /** Some, and other labels may match them too. */
    PATTERNS,
    /** All but {@code null}. */
    EVERYTHING
  }

  /** A single constant. */
  public static Choice of(int constant) {
    return new Choice(
        List.of(Code.of(String.valueOf(constant))),
        Extent.CONSTANTS,
        /* acceptsNull= */ false,
        /* isDefault= */ false,
        null,
        List.of());
  }

  /** Whether no value but {@code null} gets past it: then a {@code default} is an error. */
  public boolean isTotal() {
    return extent == Extent.EVERYTHING && guard == null;
  }
}
