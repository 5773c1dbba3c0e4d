package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Converts the blocks of a graph to nested statements.
 *
 * <p>Each block is written once. If there is only one jump to it, it is written at that jump. If
 * there are several, it follows a labelled statement at the block that dominates it. From there it
 * moves outward until it is inside exactly those tries that guard it and, if possible, not inside a
 * loop that it does not belong to.
 */
public final class Structurer {
  private final DirectFlow flow;
  private final Scopes scopes;
  private final Places places;
  private final Set<Block> labels = new HashSet<>();

  private Structurer(DirectFlow flow, Scopes scopes) {
    this.flow = flow;
    this.scopes = scopes;
    this.places = new Places(flow, scopes);
  }

  /**
   * A structured body.
   *
   * @param blocks the blocks in it
   * @param labels blocks that are the targets of labelled jumps
   * @param loops blocks that are heads of loops
   */
  public record Body(
      List<Nested> statements, List<Block> blocks, Set<Block> labels, Set<Block> loops) {}

  /**
   * The nested form; empty if some jumps go to a position where no label is possible.
   *
   * @param always whether a suspension is never ready
   */
  public static Optional<Body> structure(Graph graph, Predicate<Suspension> always) {
    DirectFlow flow = new DirectFlow(graph, always);
    if (!flow.isReducible()) {
      return Optional.empty();
    }
    Scopes scopes = Scopes.of(flow);
    if (scopes == null) {
      return Optional.empty();
    }
    Structurer structurer = new Structurer(flow, scopes);
    List<Nested> statements = structurer.write(graph.entry(), null);
    return Optional.of(new Body(statements, flow.order(), structurer.labels, scopes.loopHeads()));
  }

  /**
   * The block, and all blocks placed at it.
   *
   * @param next the block that control falls through to after it, null if it must not fall through
   */
  private List<Nested> write(Block block, @Nullable Block next) {
    return write(block, 0, next);
  }

  private List<Nested> write(Block block, int level, @Nullable Block next) {
    List<Block> follow = places.followers(block, level);
    Block first = follow.isEmpty() ? next : follow.get(0);
    List<Nested> result =
        level == scopes.at(block).size() ? straight(block, first) : scope(block, level, first);
    for (int i = 0; i < follow.size(); i++) {
      List<Nested> labeled = new ArrayList<>();
      labeled.add(new Nested.Labeled(follow.get(i), result));
      labeled.addAll(write(follow.get(i), i + 1 < follow.size() ? follow.get(i + 1) : next));
      result = labeled;
    }
    return result;
  }

  private List<Nested> scope(Block block, int level, @Nullable Block next) {
    Region region = scopes.at(block).get(level).region();
    if (region == null) {
      return new ArrayList<>(List.of(new Nested.Loop(block, write(block, level + 1, block))));
    }
    return new ArrayList<>(
        List.of(new Nested.Try(write(block, level + 1, next), write(region.handler(), next))));
  }

  private List<Nested> straight(Block block, @Nullable Block next) {
    Edges.jumps(block).forEach(labels::add);
    List<Nested> result = new ArrayList<>();
    result.add(new Nested.Straight(block));
    block.terminator().accept(new End(block, next, result));
    return result;
  }

  /** Appends the end of a block. */
  private final class End implements Terminator.Visitor {
    private final Block block;
    private final @Nullable Block next;
    private final List<Nested> out;

    End(Block block, @Nullable Block next, List<Nested> out) {
      this.block = block;
      this.next = next;
      this.out = out;
    }

    private void go(Block to) {
      out.addAll(Structurer.this.jump(block, to, next));
    }

    @Override
    public void jump(Terminator.Goto end) {
      go(end.target());
    }

    @Override
    public void branch(Terminator.Branch end) {
      out.add(
          new Nested.If(
              end.condition(),
              Structurer.this.jump(block, end.ifTrue(), next),
              Structurer.this.jump(block, end.ifFalse(), next)));
    }

    @Override
    public void select(Terminator.Select end) {
      out.add(Structurer.this.select(block, end, next));
    }

    @Override
    public void leave(Terminator.Leave end) {
      out.add(Structurer.this.select(block, end.selectUnstopped(), next));
    }

    private void suspend(Suspension end) {
      out.add(new Nested.Wait(block));
      if (!flow.isNeverReady(end)) {
        go(end.ready());
      }
    }

    @Override
    public void await(Suspension.Await end) {
      suspend(end);
    }

    @Override
    public void yielding(Suspension.Yield end) {
      suspend(end);
    }

    @Override
    public void call(Suspension.Call end) {
      suspend(end);
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      out.add(new Nested.Wait(block));
      go(end.ready());
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      go(end.otherwise());
    }

    private void end(Terminator end) {
      out.add(new Nested.End(end));
    }

    @Override
    public void finish(Terminator.Finish end) {
      end(end);
    }

    @Override
    public void throwing(Terminator.Throw end) {
      end(end);
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      end(end);
    }

    @Override
    public void stop(Terminator.Stop end) {
      end(end);
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      end(end);
    }
  }

  private Nested select(Block block, Terminator.Select select, @Nullable Block next) {
    List<Nested.Arm> arms = new ArrayList<>();
    for (Terminator.Arm arm : select.arms()) {
      boolean isImplied =
          arm.target() == select.otherwise() && arm.choice().extent() == Choice.Extent.CONSTANTS;
      if (!isImplied) {
        arms.add(new Nested.Arm(arm, jump(block, arm.target(), next)));
      }
    }
    Block otherwise = select.otherwise();
    return new Nested.Select(
        select, arms, otherwise == null ? List.of() : jump(block, otherwise, next));
  }

  private List<Nested> jump(Block from, Block to, @Nullable Block next) {
    if (places.isInlined(to) && !flow.isBack(from, to)) {
      return write(to, next);
    }
    if (to == next) {
      return List.of();
    }
    labels.add(to);
    return List.of(new Nested.Jump(to));
  }
}
