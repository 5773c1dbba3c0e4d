package dev.suspendable.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that select one arm of a switch.
 *
 * @param labels constants and patterns; empty for {@code default} and {@code null}
 * @param acceptsNull whether one of its labels is {@code null}
 * @param isDefault whether it is, or includes, {@code default}
 * @param guard the condition after {@code when}, if the switch itself tests it, or null
 * @param bindings variables that the patterns and the guard bind, and that the arm sees
 */
public record Choice(
    List<Code> labels,
    Extent extent,
    boolean acceptsNull,
    boolean isDefault,
    @Nullable Code guard,
    List<Variable> bindings) {

  /** The kind of values that labels match. */
  public enum Extent {
    /** Constants, which no other label matches. */
    CONSTANTS,
    /** Some values, which other labels may match too. */
    PATTERNS,
    /** All values except {@code null}. */
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

  /** The number of tests: constants, types, and components of records. */
  public int tests() {
    return labels.size() + components();
  }

  /** The number of record components in the patterns. */
  public int components() {
    int[] count = {0};
    if (extent != Extent.CONSTANTS) {
      for (Code label : labels) {
        label.forEach(
            piece -> {
              if (piece instanceof Code.Text text) {
                count[0] += (int) text.text().chars().filter(c -> c == '(' || c == ',').count();
              }
            });
      }
    }
    return count[0];
  }

  /**
   * Several choices that together match the same values as this one, with at most {@code most}
   * labels each.
   */
  public List<Choice> divided(int most) {
    if (labels.size() <= most || guard != null || !bindings.isEmpty()) {
      return List.of(this);
    }
    List<Choice> choices = new ArrayList<>();
    for (int from = 0; from < labels.size(); from += most) {
      choices.add(
          new Choice(
              labels.subList(from, Math.min(from + most, labels.size())),
              extent,
              acceptsNull && from == 0,
              isDefault && from == 0,
              null,
              bindings));
    }
    return choices;
  }

  /** Whether it matches every value except {@code null}: then a {@code default} is an error. */
  public boolean isTotal() {
    return extent == Extent.EVERYTHING && guard == null;
  }
}
