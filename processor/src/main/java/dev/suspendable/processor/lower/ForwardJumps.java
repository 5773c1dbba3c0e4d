package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A jump to a block that only goes to another one goes there at once. */
public final class ForwardJumps {
  private ForwardJumps() {}

  /** Changes the blocks of a graph; the graph has the same ones afterwards. */
  public static Graph in(Graph graph) {
    for (Block block : graph.blocks()) {
      block.end(forward(block.terminator()));
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

  private static @Nullable Block targetOrNull(@Nullable Block block) {
    return block == null ? null : target(block);
  }

  private static Terminator forward(Terminator end) {
    if (end instanceof Terminator.Goto to) {
      return new Terminator.Goto(target(to.target()));
    }
    if (end instanceof Terminator.Branch branch) {
      return new Terminator.Branch(
          branch.condition(), target(branch.ifTrue()), target(branch.ifFalse()));
    }
    if (end instanceof Terminator.Select select) {
      List<Terminator.Arm> arms = new ArrayList<>();
      for (Terminator.Arm arm : select.arms()) {
        arms.add(new Terminator.Arm(arm.choice(), target(arm.target()), arm.isDone()));
      }
      return new Terminator.Select(select.selector(), arms, targetOrNull(select.otherwise()));
    }
    if (end instanceof Terminator.IfStopped test) {
      return new Terminator.IfStopped(test.isDone(), target(test.done()), target(test.otherwise()));
    }
    if (end instanceof Terminator.TailCall call) {
      return new Terminator.TailCall(call.code(), call.result(), target(call.ready()), call.line());
    }
    if (end instanceof Terminator.Suspend suspend) {
      return new Terminator.Suspend(
          suspend.what(),
          target(suspend.ready()),
          suspend.resume(),
          targetOrNull(suspend.cleanup()),
          suspend.line(),
          suspend.source());
    }
    return end;
  }

  private static Op forward(Op op) {
    if (op instanceof Op.Run run) {
      return new Op.Run(
          run.statement()
              .map(
                  piece ->
                      piece instanceof Code.GoTo to
                          ? Code.of(new Code.GoTo(target((Block) to.label())))
                          : Code.of(piece)));
    }
    return op;
  }
}
