package dev.suspendable.processor.lower;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A block that is only reached from the end of one other becomes part of it. */
public final class JoinBlocks {
  private JoinBlocks() {}

  /** Changes the blocks of a graph; the result is without those that have become part of others. */
  public static Graph in(Graph graph) {
    List<Block> blocks = graph.blocks();
    Map<Block, Integer> references = new HashMap<>();
    for (Block block : blocks) {
      block.terminator().targets().forEach(b -> references.merge(b, 1, Integer::sum));
      Edges.jumps(block).forEach(b -> references.merge(b, 2, Integer::sum));
      if (block.region() != null) {
        references.merge(block.region().handler(), 2, Integer::sum);
      }
    }
    Set<Block> gone = new HashSet<>();
    for (Block block : blocks) {
      while (!gone.contains(block)
          && block.terminator() instanceof Terminator.Goto to
          && to.target() != block
          && to.target() != blocks.get(0)
          && references.getOrDefault(to.target(), 0) == 1
          && !to.target().isResumePoint()
          && to.target().region() == block.region()) {
        block.ops().addAll(to.target().ops());
        gone.add(to.target());
        block.end(to.target().terminator());
      }
    }
    return new Graph(blocks.stream().filter(block -> !gone.contains(block)).toList());
  }
}
