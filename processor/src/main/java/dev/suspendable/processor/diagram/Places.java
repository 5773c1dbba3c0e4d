package dev.suspendable.processor.diagram;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places that have a node in a diagram. A suspension is the block that it ends, a finally block
 * is its {@link Selector}, and the catch clauses of a try are the block of their handler.
 */
final class Places {
  /** The coroutine completes. */
  static final Object END = "end";

  /** The coroutine ends by an exception or by a stop. */
  static final Object LEFT = "left";

  private Places() {}

  /** The place to which an exception leads that is thrown in a region. */
  static Object ofException(@Nullable Region region) {
    Region around = region;
    while (around != null) {
      Block handler = around.handler();
      Selector selector = entered(handler, Selector.THROWN);
      if (selector != null) {
        return selector;
      }
      if (!isGenerated(handler, new HashSet<>())) {
        return handler;
      }
      around = handler.region();
    }
    return LEFT;
  }

  /** The place to which the stopped signal leads. */
  static Object ofStop(@Nullable Block cleanup) {
    Block block = cleanup;
    for (Set<Block> seen = new HashSet<>(); block != null && seen.add(block); ) {
      Selector selector = entered(block, Selector.STOPPED);
      if (selector != null) {
        return selector;
      }
      block = block.terminator() instanceof Terminator.Goto jump ? jump.target() : null;
    }
    return LEFT;
  }

  /** The finally block that a block enters on that way, or null. */
  static @Nullable Selector entered(Block block, int way) {
    int op = choice(block, way);
    return op < 0 ? null : ((Op.Choose) block.ops().get(op)).selector();
  }

  /** The position of the operation by which a block enters a finally block on that way, or -1. */
  static int choice(Block block, int way) {
    List<Op> ops = block.ops();
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i) instanceof Op.Choose choose && choose.way() == way) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a handler passes the exception on, in a way that is not the user's. */
  private static boolean isGenerated(Block handler, Set<Block> seen) {
    if (!seen.add(handler)) {
      return false;
    }
    for (Op op : handler.ops()) {
      if (op instanceof Op.Declare declare) {
        return declare.variable().kind() == Variable.Kind.TEMPORARY;
      }
    }
    if (handler.terminator() instanceof Terminator.Branch branch) {
      return isGenerated(branch.ifTrue(), seen);
    }
    return handler.terminator() instanceof Terminator.IfStopped;
  }
}
