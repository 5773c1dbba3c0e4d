package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A switch that chooses a block. A huge one becomes several, each of which leaves what it does not
 * know to the next: a state machine can then be split between them.
 */
final class Selection {
  /**
   * So many labels a switch may have. One over strings takes about 40 bytes of byte code for each.
   */
  private static final int MOST_LABELS = 100;

  private final List<Terminator.Arm> arms;
  private final @Nullable Block otherwise;

  /**
   * @param otherwise where to go when no arm matches; null if an arm is for that, or none is needed
   */
  Selection(List<Terminator.Arm> arms, @Nullable Block otherwise) {
    this.arms = arms;
    this.otherwise = otherwise;
  }

  /** Whether it should be several switches, and can be. */
  boolean isHuge() {
    return arms.stream().mapToInt(arm -> arm.choice().labels().size()).sum() > MOST_LABELS
        && rest() != null
        && arms.stream().noneMatch(Selection::acceptsNull);
  }

  /** Where to go when no label matches; null if there is no such place. */
  private @Nullable Block rest() {
    for (Terminator.Arm arm : arms) {
      if (arm.choice().isDefault()) {
        return arm.target();
      }
    }
    return otherwise;
  }

  /** Any other switch, in front of that, throws for null. */
  private static boolean acceptsNull(Terminator.Arm arm) {
    return arm.choice().labels().stream()
        .anyMatch(
            label ->
                label.pieces().stream()
                    .anyMatch(piece -> piece instanceof Code.Text t && t.text().equals("null")));
  }

  /**
   * Ends the current block.
   *
   * @param selector code that may be evaluated again, if this {@link #isHuge}
   */
  void end(BlockBuilder builder, Code selector) {
    Block rest = rest();
    if (rest == null || !isHuge()) {
      builder.end(new Terminator.Select(selector, arms, otherwise));
      return;
    }
    List<Terminator.Arm> some = new ArrayList<>();
    int count = 0;
    for (Terminator.Arm arm : arms) {
      Choice choice = arm.choice();
      if (count > 0 && count + choice.labels().size() > MOST_LABELS) {
        Block next = builder.block("");
        builder.end(new Terminator.Select(selector, some, next));
        builder.start(next);
        some = new ArrayList<>();
        count = 0;
      }
      if (!choice.labels().isEmpty()) {
        some.add(arm);
        count += choice.labels().size();
      }
    }
    builder.end(new Terminator.Select(selector, some, rest));
  }
}
