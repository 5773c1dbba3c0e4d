package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A switch that chooses a block. It is divided into several, each of which leaves what it does not
 * match to the next:
 *
 * <ul>
 *   <li>behind each case with a guard that suspends. The switch matches the pattern only, then the
 *       guard is evaluated, and if it is false the next switch goes on with the cases behind it;
 *   <li>if it is huge: a state machine can then be split between them.
 * </ul>
 */
final class Selection {
  /**
   * So much a switch may test. Strings and patterns take about 40 bytes of byte code each, and so
   * do components of records.
   */
  private static final int MOST_TESTS = 100;

  private final List<Case> cases;
  private final Block rest;
  private final boolean isComplete;

  /**
   * Where a choice leads.
   *
   * @param guard a condition that suspends, or null
   * @param isDone whether only the stopped signal leads there
   */
  record Case(Choice choice, @Nullable Expr guard, Block target, boolean isDone) {
    Stream<Case> divided() {
      return guard != null
          ? Stream.of(this)
          : choice.divided(MOST_TESTS).stream().map(part -> new Case(part, null, target, isDone));
    }

    Terminator.Arm arm(Block to) {
      return new Terminator.Arm(choice, to, isDone);
    }
  }

  /**
   * @param rest where to go when no label matches
   * @param isComplete whether one of the cases is for that, or javac knows that some label matches
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
   * @param selector code that may be evaluated again, if this {@link #isDivided}
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
        continue; // null has been tested, and default is the rest
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

  /** A case for null comes first: each of the switches would throw. */
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
    List<Variable> bindings = new ArrayList<>();
    arms.forEach(arm -> bindings.addAll(arm.choice().bindings()));
    if (!bindings.isEmpty()) {
      builder.add(new Op.Forget(bindings));
    }
    boolean isTotal = arms.stream().anyMatch(arm -> arm.choice().isTotal());
    builder.end(new Terminator.Select(selector, arms, isTotal ? null : otherwise));
  }
}
