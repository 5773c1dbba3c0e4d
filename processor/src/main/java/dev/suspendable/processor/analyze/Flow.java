package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The information that all analyses of a body share: its blocks, their successors, and how they use
 * variables.
 */
final class Flow {
  private final Graph graph;
  private final Variables variables;
  private final Map<Block, Usage> usages = new HashMap<>();
  private final Map<Block, Set<Block>> successors = new HashMap<>();

  Flow(Graph graph, Variables variables) {
    this.graph = graph;
    this.variables = variables;
    for (Block block : graph.blocks()) {
      usages.put(block, Usage.of(block, variables));
      successors.put(block, Edges.successors(block));
    }
  }

  List<Block> blocks() {
    return graph.blocks();
  }

  Block entry() {
    return graph.entry();
  }

  Variables variables() {
    return variables;
  }

  Usage usage(Block block) {
    Usage usage = usages.get(block);
    if (usage == null) {
      throw new IllegalArgumentException("not a block of this body: " + block.note());
    }
    return usage;
  }

  /** The successors of a block, except those for exceptions; see {@link Edges#successors}. */
  Set<Block> successors(Block block) {
    return successors.getOrDefault(block, Set.of());
  }
}
