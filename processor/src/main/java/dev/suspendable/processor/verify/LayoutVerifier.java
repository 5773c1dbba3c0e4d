package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenGuarantee.unless;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Liveness;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Verifies that the state machine has each block, and each variable a location where it needs one.
 */
public final class LayoutVerifier {
  private LayoutVerifier() {}

  /**
   * Verifies that the parts contain all blocks that a resumption reaches, each once, in the order
   * of the graph.
   */
  public static void verify(Graph graph, Partition partition) {
    List<Block> blocks = new ArrayList<>();
    for (Partition.Part part : partition.parts()) {
      blocks.addAll(part.blocks());
    }
    Set<Block> all = new HashSet<>(blocks);
    unless(
        blocks.equals(graph.blocks().stream().filter(all::contains).toList()),
        "the parts do not have the blocks in their order, each once");
    for (Block block : graph.resumed()) {
      unless(all.contains(block), graph, block, "is resumed, and in no part");
    }
    for (Partition.Part part : partition.parts()) {
      part.blocks().forEach(block -> checkCrossings(graph, partition, part, block));
    }
  }

  private static void checkCrossings(
      Graph graph, Partition partition, Partition.Part part, Block block) {
    List<Block> next = new ArrayList<>(Edges.onward(block));
    if (block.region() != null) {
      next.add(block.region().handler());
    }
    for (Block target : next) {
      Partition.Part to = partition.of(target);
      unless(
          to == part || (part.exits().contains(target) && to.entries().contains(target)),
          graph,
          block,
          "leads to another part, and is not among its exits");
    }
  }

  /**
   * Verifies that each variable that is live across a suspension has a field that no other variable
   * needs at that time.
   */
  public static void verify(Graph graph, Liveness liveness, FrameLayout layout) {
    Set<Variable> kept = new HashSet<>(layout.kept());
    for (Block block : graph.blocks()) {
      if (block.suspension() != null) {
        Map<Variable, Variable> fields = new HashMap<>();
        for (Variable variable : liveness.kept(block)) {
          unless(
              kept.contains(variable), graph, block, "keeps " + variable + ", which has no field");
          Variable other = fields.put(layout.owner(variable), variable);
          unless(
              other == null,
              graph,
              block,
              "keeps " + variable + " and " + other + " in the same field");
        }
      }
    }
    checkLocals(graph, layout);
  }

  private static void checkLocals(Graph graph, FrameLayout layout) {
    Set<Variable> hoisted = new HashSet<>(layout.hoisted());
    Map<Variable, Block> namedIn = new HashMap<>();
    for (Block block : graph.blocks()) {
      Edges.forEachVariable(
          block,
          variable -> {
            unless(
                variable.isFinal() || hoisted.contains(variable) || layout.isInPlace(variable),
                graph,
                block,
                "names " + variable + ", which has no local");
            Block other = namedIn.put(variable, block);
            unless(
                other == null || other == block || !layout.isInPlace(variable),
                graph,
                block,
                "names " + variable + ", which another block declares for itself");
          });
    }
  }
}
