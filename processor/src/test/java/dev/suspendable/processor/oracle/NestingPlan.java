package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each statement in each block of each other, which may be in each block of each third, with
 * suspensions in all places, and in each one.
 */
final class NestingPlan extends Plan {
  private static final List<StatementForm> OUTER = StatementForms.COMPOUND;

  private static final List<StatementForm> INNERMOST =
      Stream.of(StatementForms.COMPOUND, StatementForms.JUMPS, StatementForms.SIMPLE)
          .flatMap(List::stream)
          .toList();

  /** As many as a form has at the most. */
  private static final int BLOCKS = 3;

  /** For suspensions, among them "in all". */
  private static final int PLACES = 10;

  private final int depth;

  /**
   * A plan.
   *
   * @param depth how many statements are within each other
   */
  NestingPlan(int depth) {
    super("nesting" + depth + "n", 10);
    this.depth = depth;
  }

  @Override
  long size() {
    long size = (long) INNERMOST.size() * BLOCKS * PLACES;
    for (int i = 1; i < depth; i++) {
      size *= OUTER.size();
    }
    return size;
  }

  @Override
  @Nullable Block body(long number, Scope scope) {
    long rest = number;
    int suspending = (int) (rest % PLACES) - 1;
    rest /= PLACES;
    int block = (int) (rest % BLOCKS);
    rest /= BLOCKS;
    List<StatementForm> forms = new ArrayList<>();
    forms.add(INNERMOST.get((int) (rest % INNERMOST.size())));
    rest /= INNERMOST.size();
    for (int i = 1; i < depth; i++) {
      forms.add(0, OUTER.get((int) (rest % OUTER.size())));
      rest /= OUTER.size();
    }
    SystematicFiller filler = new SystematicFiller(suspending, new Random(number));
    Statement made = filler.nested(forms, block, scope);
    return made == null || suspending >= filler.places() ? null : Block.of(made);
  }
}
