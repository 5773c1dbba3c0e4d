package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which variables may still be read: the classic backward data flow, where the handler of a block's
 * region may be entered from anywhere in the block.
 */
final class Liveness {
  private final Map<Block, Set<Variable>> liveIn = new HashMap<>();

  Liveness(Graph graph, Map<Block, Usage> usages) {
    List<Block> blocks = graph.blocks();
    blocks.forEach(block -> liveIn.put(block, new HashSet<>()));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = blocks.size() - 1; i >= 0; i--) {
        Block block = blocks.get(i);
        Set<Variable> in = liveOut(block);
        Usage usage = usages.get(block);
        if (usage != null) {
          in.removeAll(usage.assigned());
          in.addAll(usage.needed());
        }
        Region region = block.region();
        if (region != null) {
          in.addAll(in(region.handler()));
        }
        changed |= in(block).addAll(in);
      }
    }
  }

  /** What a block may read. */
  Set<Variable> in(Block block) {
    return liveIn.computeIfAbsent(block, b -> new HashSet<>());
  }

  private Set<Variable> liveOut(Block block) {
    Set<Variable> out = new HashSet<>();
    for (Block successor : Edges.successors(block)) {
      out.addAll(in(successor));
    }
    return out;
  }

  /** What a frame must hold while it is suspended at the end of {@code block}. */
  Set<Variable> across(Block block, Terminator.Suspend suspend) {
    Set<Variable> result = new HashSet<>(in(suspend.resume()));
    if (suspend.cleanup() != null) {
      result.addAll(in(suspend.cleanup()));
    }
    return result;
  }
}
