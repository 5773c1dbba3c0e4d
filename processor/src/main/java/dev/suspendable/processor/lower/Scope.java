package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Jump;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A construct that a jump crosses or targets on its way out. */
sealed interface Scope {
  /**
   * A loop, switch or labelled statement; {@code continueTo} is null if it has no continue target.
   */
  record Target(JumpTarget target, Block breakTo, @Nullable Block continueTo) implements Scope {}

  /** A switch expression: a yield assigns {@code result}. */
  record YieldTarget(JumpTarget target, Variable result, Block join) implements Scope {}

  /**
   * The guarded part of a try with a finally block: a jump records its destination and enters the
   * block.
   */
  record Guarded(Variable exit, Block entry, @Nullable Region region, List<Exit> exits)
      implements Scope {
    Guarded(Variable exit, Block entry, @Nullable Region region) {
      this(exit, entry, region, new ArrayList<>());
    }
  }

  /**
   * A finally block: a jump out of it is ignored while the stopped signal unwinds.
   *
   * @param stoppedNext the block where unwinding continues
   */
  record Finally(Variable exit, Block stoppedNext) implements Scope {}

  /** A jump that waits for a finally block; {@code completion} is set for a return. */
  record Exit(int index, Jump jump, @Nullable Completion completion, Block via) {}

  /**
   * The completion of a return after all finally blocks; {@code result} keeps its value until then.
   */
  record Completion(Block block, @Nullable Variable result) {}
}
