package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A switch that selects a block. It is divided into several switches, each of which leaves
 * unmatched values to the next:
 *
 * <ul>
 *   <li>after each case with a guard that suspends. The switch matches only the pattern, then the
 *       guard is evaluated, and if it is false the next switch continues with the cases after it;
 *   <li>if it is huge: a state machine can then be split between the switches.
 * </ul>
 */
final class Selection {
  /**
   * The maximum number of tests in a switch. Strings, patterns and components of records each take
   * about 40 bytes of byte code.
   */
  static final int MOST_TESTS = 100;

  private final List<Case> cases;
  private final Block rest;
  private final boolean isComplete;

  /**
   * A choice and its target.
   *
   * @param guard a condition that suspends, or null
   */
  record Case(Choice choice, @Nullable Expr guard, Block target) {
    Stream<Case> divided() {
      return guard != null
          ? Stream.of(this)
          : choice.divided(MOST_TESTS).stream().map(part -> new Case(part, null, target));
    }

    Terminator.Arm arm(Block to) {
      return new Terminator.Arm(choice, to);
    }
  }

  /**
   * @param rest the block to continue at if no label matches
   * @param isComplete whether one of the cases covers that, or javac knows that some label matches
   */
  Selection(List<Case> cases, Block rest, boolean isComplete) {
    this.cases = cases;
    this.rest = rest;
    this.isComplete = isComplete;
  }

  /** Whether the selector is evaluated more than once. */
  boolean isDivided() {
    return cases.stream().anyMatch(c -> c.guard != null)
        || cases.stream().mapToInt(c -> c.choice.tests()).sum() > MOST_TESTS;
  }

  /**
   * Ends the current block.
   *
   * @param selector code that may be evaluated again if this {@link #isDivided}
   */
  void end(BlockBuilder builder, Expressions expressions, Code selector) {
    if (!isDivided()) {
      List<Terminator.Arm> arms = cases.stream().map(c -> c.arm(c.target)).toList();
      select(builder, selector, arms, isComplete ? null : rest);
      return;
    }
    testForNull(builder, selector);
    List<Terminator.Arm> arms = new ArrayList<>();
    int count = 0;
    for (Case c : cases.stream().flatMap(Case::divided).toList()) {
      int tests = c.choice.tests();
      if (tests == 0) {
        continue; // null has been tested; default is the rest
      }
      if (count > 0 && count + tests > MOST_TESTS) {
        Block next = builder.block("");
        select(builder, selector, arms, next);
        builder.start(next);
        arms = new ArrayList<>();
        count = 0;
      }
      count += tests;
      if (c.guard == null) {
        arms.add(c.arm(c.target));
      } else {
        Block guard = builder.block("guard of the " + c.target.note());
        Block next = builder.block("");
        arms.add(c.arm(guard));
        select(builder, selector, arms, next);
        builder.start(guard);
        expressions.begin(0);
        expressions.branch(c.guard, c.target, next);
        builder.start(next);
        arms = new ArrayList<>();
        count = 0;
      }
    }
    if (arms.isEmpty()) {
      builder.goTo(rest);
    } else {
      select(builder, selector, arms, rest);
    }
  }

  /**
   * Tests for null first, if there is a case for it: otherwise each of the switches would throw.
   */
  private void testForNull(BlockBuilder builder, Code selector) {
    for (Case c : cases) {
      if (c.choice.acceptsNull()) {
        Block others = builder.block("");
        builder.end(new Terminator.Branch(Code.of(selector, " == null"), c.target, others));
        builder.start(others);
      }
    }
  }

  private static void select(
      BlockBuilder builder, Code selector, List<Terminator.Arm> arms, @Nullable Block otherwise) {
    boolean isTotal = arms.stream().anyMatch(arm -> arm.choice().isTotal());
    builder.end(new Terminator.Select(selector, arms, isTotal ? null : otherwise));
  }
}
