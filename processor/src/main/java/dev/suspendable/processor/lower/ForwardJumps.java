package dev.suspendable.processor.lower;

import java.util.HashSet;
import java.util.Set;

/** A jump to a block that only goes to another one goes there at once. */
public final class ForwardJumps {
  private ForwardJumps() {}

  /** Changes the blocks of a graph; the graph has the same ones afterwards. */
  public static Graph in(Graph graph) {
    for (Block block : graph.blocks()) {
      block.end(block.terminator().withTargets(ForwardJumps::target));
      block.ops().replaceAll(ForwardJumps::forward);
    }
    return graph;
  }

  /** Where a jump to a block gets to before anything happens. */
  private static Block target(Block block) {
    Set<Block> seen = new HashSet<>();
    Block target = block;
    while (target.ops().isEmpty()
        && !target.isResumePoint()
        && target.terminator() instanceof Terminator.Goto to
        && seen.add(target)) {
      target = to.target();
    }
    return target;
  }

  private static Op forward(Op op) {
    return op instanceof Op.Verbatim verbatim ? verbatim.withTargets(ForwardJumps::target) : op;
  }
}
