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
public final class NestingVerifier implements Nested.Visitor {
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
    statements.forEach(each -> each.accept(this));
  }

  @Override
  public void straight(Nested.Straight nested) {
    Block block = nested.block();
    unless(written.add(block), graph, block, "stands in two places of the nested form");
    Edges.jumps(block).forEach(this::checkJump);
  }

  @Override
  public void labeled(Nested.Labeled nested) {
    checkInside(nested.follower(), nested.body());
  }

  @Override
  public void loop(Nested.Loop nested) {
    checkInside(nested.head(), nested.body());
  }

  @Override
  public void guarded(Nested.Try nested) {
    check(nested.body());
    check(nested.handler());
  }

  @Override
  public void choice(Nested.If nested) {
    check(nested.then());
    check(nested.otherwise());
  }

  @Override
  public void select(Nested.Select nested) {
    nested.arms().forEach(arm -> check(arm.body()));
    check(nested.otherwise());
  }

  @Override
  public void jump(Nested.Jump nested) {
    checkJump(nested.target());
  }

  @Override
  public void waiting(Nested.Wait nested) {
    // It leaves the method, or continues.
  }

  @Override
  public void end(Nested.End nested) {
    // It jumps nowhere.
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
