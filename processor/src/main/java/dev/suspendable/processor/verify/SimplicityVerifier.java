package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenGuarantee.unless;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Verifies that a graph has no more blocks and jumps than it needs. */
public final class SimplicityVerifier {
  private SimplicityVerifier() {}

  /**
   * Verifies that no jump leads to a block that only jumps elsewhere, except in an endless cycle of
   * such blocks.
   */
  public static void forwarded(Graph graph) {
    for (Block block : graph.blocks()) {
      Set<Block> targets = new HashSet<>(Edges.onward(block));
      for (Block target : targets) {
        unless(
            !onlyGoes(target) || turnsRound(target),
            graph,
            block,
            "jumps to a block that only goes elsewhere");
      }
    }
  }

  private static boolean onlyGoes(Block block) {
    return block.ops().isEmpty()
        && !block.isResumePoint()
        && block.terminator() instanceof Terminator.Goto;
  }

  private static boolean turnsRound(Block start) {
    Set<Block> seen = new HashSet<>();
    Block block = start;
    while (seen.add(block)) {
      if (!onlyGoes(block) || !(block.terminator() instanceof Terminator.Goto to)) {
        return false;
      }
      block = to.target();
    }
    return true;
  }

  /** Verifies that each block is reachable. */
  public static void reachable(Graph graph) {
    Set<Block> reached = Edges.reachable(List.of(graph.entry()));
    for (Block block : graph.blocks()) {
      unless(reached.contains(block), graph, block, "is never reached");
    }
  }

  /** Verifies that no block could be merged into its only predecessor. */
  public static void joined(Graph graph) {
    Map<Block, Integer> references = new HashMap<>();
    for (Block block : graph.blocks()) {
      Edges.successors(block).forEach(target -> references.merge(target, 1, Integer::sum));
      // Each other edge counts twice, because one of them is sufficient.
      Edges.jumps(block).forEach(target -> references.merge(target, 2, Integer::sum));
      if (block.region() != null) {
        references.merge(block.region().handler(), 2, Integer::sum);
      }
    }
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Goto to) {
        Block target = to.target();
        unless(
            references.getOrDefault(target, 0) > 1
                || target == block
                || target == graph.entry()
                || target.isResumePoint()
                || target.region() != block.region(),
            graph,
            block,
            "is the only one that leads to the next one, which could be part of it");
      }
    }
  }
}
