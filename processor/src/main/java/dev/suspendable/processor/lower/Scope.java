package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A construct that a jump crosses or targets on its way out. */
sealed interface Scope {
  /**
   * A loop, switch or labelled statement, or a switch expression, which a yield leaves.
   *
   * @param continueTo null if it has no next iteration
   * @param result the variable that a yield assigns; null for a statement
   */
  record Target(
      JumpTarget target, Block breakTo, @Nullable Block continueTo, @Nullable Variable result)
      implements Scope {
    Target(JumpTarget target, Block breakTo) {
      this(target, breakTo, null, null);
    }
  }

  /**
   * The guarded part of a try with a finally block: a jump chooses its way behind the block and
   * enters it.
   */
  record Guarded(Selector selector, Block entry, @Nullable Region region, List<Exit> exits)
      implements Scope {
    Guarded(Selector selector, Block entry, @Nullable Region region) {
      this(selector, entry, region, new ArrayList<>());
    }
  }

  /**
   * A finally block: a jump out of it is ignored while the stopped signal unwinds.
   *
   * @param stoppedNext the block where unwinding continues
   */
  record Finally(Selector selector, Block stoppedNext) implements Scope {}

  /**
   * A jump that waits for a finally block.
   *
   * @param via the block that chooses its way
   */
  record Exit(int way, Destination destination, Block via) {}

  /**
   * Where a jump leads once it has crossed all finally blocks.
   *
   * @param target the scope that it leaves or continues; null for a return
   * @param isContinue whether it continues the target
   * @param completion completes the coroutine, null for a jump to a target
   * @param value keeps the value of a return until then, or null
   */
  record Destination(
      @Nullable JumpTarget target,
      boolean isContinue,
      @Nullable Block completion,
      @Nullable Variable value) {}
}
