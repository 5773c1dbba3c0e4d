package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenGuarantee.unless;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.structure.Nested;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies that nested statements contain each block once, and jump only to enclosing statements.
 */
public final class NestingVerifier {
  private final Graph graph;
  private final Set<Block> written = new HashSet<>();
  private final Deque<Block> around = new ArrayDeque<>();

  private NestingVerifier(Graph graph) {
    this.graph = graph;
  }

  /** Checks a body. */
  public static void verify(Graph graph, Structurer.Body body) {
    NestingVerifier verifier = new NestingVerifier(graph);
    verifier.check(body.statements());
    for (Block block : body.blocks()) {
      unless(verifier.written.contains(block), graph, block, "is missing in the nested form");
    }
  }

  private void check(List<Nested> statements) {
    for (Nested statement : statements) {
      if (statement instanceof Nested.Straight straight) {
        Block block = straight.block();
        unless(written.add(block), graph, block, "stands in two places of the nested form");
        Edges.jumps(block).forEach(target -> checkJump(target));
      } else if (statement instanceof Nested.Jump jump) {
        checkJump(jump.target());
      } else if (statement instanceof Nested.Labeled labeled) {
        checkInside(labeled.follower(), labeled.body());
      } else if (statement instanceof Nested.Loop loop) {
        checkInside(loop.head(), loop.body());
      } else if (statement instanceof Nested.Try guarded) {
        check(guarded.body());
        check(guarded.handler());
      } else if (statement instanceof Nested.If branch) {
        check(branch.then());
        check(branch.otherwise());
      } else if (statement instanceof Nested.Select select) {
        select.arms().forEach(arm -> check(arm.body()));
        check(select.otherwise());
      }
    }
  }

  private void checkInside(Block label, List<Nested> body) {
    around.push(label);
    check(body);
    around.pop();
  }

  private void checkJump(Block target) {
    unless(around.contains(target), graph, target, "is jumped to from outside of its statement");
  }
}
