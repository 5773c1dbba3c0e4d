package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each statement in each block of each other, which may be in each block of each third, with
 * suspensions in all places, and in one: in each in turn of two statements, and in another one each
 * time that the plan is gone through of three.
 */
final class NestingPlan extends Plan {
  private static final List<StatementForm> OUTER = StatementForms.COMPOUND;

  private static final List<StatementForm> INNERMOST =
      Stream.of(StatementForms.COMPOUND, Jumps.each(), StatementForms.SIMPLE)
          .flatMap(List::stream)
          .toList();

  /** As many as a form has at the most. */
  private static final int BLOCKS = 6;

  private final int depth;

  /** How many innermost statements make a program. */
  private final int together;

  /**
   * A plan.
   *
   * @param name what its programs' names begin with
   * @param suspension what its bodies do
   * @param depth how many statements are within each other
   */
  NestingPlan(String name, Suspension suspension, int depth) {
    super(name, suspension);
    this.depth = depth;
    this.together = depth > 2 ? 6 : 1;
  }

  @Override
  long size() {
    long size = (INNERMOST.size() + together - 1) / together;
    for (int i = 1; i < depth; i++) {
      size *= (long) OUTER.size() * BLOCKS;
    }
    return size;
  }

  @Override
  @Nullable List<Block> bodies(long number, long pass, Bodies scopes, Choices choices) {
    long rest = number;
    List<StatementForm> outer = new ArrayList<>();
    List<Integer> blocks = new ArrayList<>();
    for (int i = 1; i < depth; i++) {
      outer.add(OUTER.get((int) (rest % OUTER.size())));
      rest /= OUTER.size();
      blocks.add((int) (rest % BLOCKS));
      rest /= BLOCKS;
    }
    int first = (int) rest * together;
    List<Block> bodies = new ArrayList<>();
    for (StatementForm innermost :
        INNERMOST.subList(first, Math.min(first + together, INNERMOST.size()))) {
      List<StatementForm> forms = new ArrayList<>(outer);
      forms.add(innermost);
      add(new SystematicFiller.Path(forms, blocks), pass, scopes, choices, bodies);
    }
    return bodies.isEmpty() ? null : bodies;
  }

  private void add(
      SystematicFiller.Path path, long pass, Bodies scopes, Choices choices, List<Block> bodies) {
    int places = body(SystematicFiller.EVERYWHERE, path, scopes, choices, bodies);
    int one = places == 0 ? 0 : (int) (pass % places);
    int from = together == 1 ? 0 : one;
    int to = together == 1 ? places : Math.min(places, one + 1);
    for (int suspending = from; suspending < to; suspending++) {
      body(suspending, path, scopes, choices, bodies);
    }
  }

  /** Adds a body, and returns how many places it has; zero if there is no such thing. */
  private static int body(
      int suspending,
      SystematicFiller.Path path,
      Bodies scopes,
      Choices choices,
      List<Block> bodies) {
    SystematicFiller filler = new SystematicFiller(suspending, choices.again());
    Statement made = filler.nested(path, scopes.next());
    if (made == null || filler.places() == 0) {
      scopes.drop();
      return 0;
    }
    bodies.add(Block.of(made));
    return filler.places();
  }
}
