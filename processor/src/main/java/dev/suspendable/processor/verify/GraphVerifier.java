package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenGuarantee.unless;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies that blocks form a graph that can be written as a state machine. */
public final class GraphVerifier {
  private final Graph graph;
  private final Set<Block> blocks;
  private final Map<Block, Block> resumed = new HashMap<>();

  private GraphVerifier(Graph graph) {
    this.graph = graph;
    this.blocks = new HashSet<>(graph.blocks());
  }

  /** Checks all reachable blocks. Others may be unfinished until they are dropped. */
  public static void verify(Graph graph) {
    unless(!graph.blocks().isEmpty(), "there is no block");
    GraphVerifier verifier = new GraphVerifier(graph);
    unless(verifier.blocks.size() == graph.blocks().size(), "a block stands in two places");
    unless(graph.entry().region() == null, graph, graph.entry(), "is the entry, and guarded");
    Set<Block> reached = Edges.reachable(List.of(graph.entry()));
    for (Block block : graph.blocks()) {
      if (reached.contains(block)) {
        verifier.check(block);
      }
    }
    for (Block block : graph.blocks()) {
      verifier.unlessResumed(block, reached);
    }
  }

  private void check(Block block) {
    checkTargets(block);
    checkRegions(block);
    checkEnd(block);
    Edges.forEachPiece(
        block,
        piece ->
            unless(
                !(piece instanceof Code.Hole) && !(piece instanceof Code.Leave),
                graph,
                block,
                "has code that has not been lowered: " + piece));
  }

  private void checkTargets(Block block) {
    Edges.successors(block)
        .forEach(
            target ->
                unless(blocks.contains(target), graph, block, "leads to a block out of the graph"));
  }

  private void checkRegions(Block block) {
    Set<Region> seen = new HashSet<>();
    for (Region region = block.region(); region != null; region = region.parent()) {
      unless(seen.add(region), graph, block, "is in a region that is in itself");
      unless(blocks.contains(region.handler()), graph, block, "has its handler out of the graph");
      unless(
          region.handler().region() == region.parent(),
          graph,
          block,
          "has a handler that is not just outside of what it guards");
    }
  }

  private void checkEnd(Block block) {
    Terminator end = block.terminator();
    // Only javac knows that verbatim code, such as a loop over a constant variable, never
    // completes. A comment may stand where control does not come.
    unless(
        !(end instanceof Terminator.Unreachable)
            || block.ops().stream().allMatch(op -> op instanceof Op.Comment)
            || block.ops().get(block.ops().size() - 1) instanceof Op.Verbatim,
        graph,
        block,
        "has operations and no end");
    unless(
        !(end instanceof Terminator.Stop) || !block.ops().isEmpty(),
        graph,
        block,
        "stops without an operation that does not complete");
    Suspension suspend = block.suspension();
    if (suspend != null) {
      unless(
          suspend.resume().isResumePoint(),
          graph,
          block,
          "resumes at a block that is not marked so");
      unless(
          suspend.resume().region() == block.region(),
          graph,
          block,
          "resumes in another region than it suspends in");
      unless(
          (suspend.cleanup() == null) == (cleanupOf(block.region()) == null),
          graph,
          block,
          "has a cleanup, and no region of it has, or the reverse");
      Block other = resumed.put(suspend.resume(), block);
      unless(other == null, graph, block, "resumes where another suspension does");
    }
  }

  private static @Nullable Block cleanupOf(@Nullable Region region) {
    Region r = region;
    while (r != null && r.cleanup() == null) {
      r = r.parent();
    }
    return r == null ? null : r.cleanup();
  }

  private void unlessResumed(Block block, Set<Block> reached) {
    unless(
        !reached.contains(block) || !block.isResumePoint() || resumed.containsKey(block),
        graph,
        block,
        "is marked as resumed, and no suspension resumes there");
  }
}
