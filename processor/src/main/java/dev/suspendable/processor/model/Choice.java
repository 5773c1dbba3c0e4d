package dev.suspendable.processor.model;

import java.util.ArrayList;
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

  /** How much there is to be tested: constants, types, and components of records. */
  public int tests() {
    return labels.size() + components();
  }

  /** Components of records in the patterns. */
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

  /** Several choices that match together what this one does, each with so many labels at most. */
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

  /** Whether no value but {@code null} gets past it: then a {@code default} is an error. */
  public boolean isTotal() {
    return extent == Extent.EVERYTHING && guard == null;
  }
}
