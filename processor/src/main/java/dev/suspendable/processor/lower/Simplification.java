package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops blocks that only go elsewhere or are never reached, joins straight lines, and divides very
 * long ones.
 */
final class Simplification {
  /**
   * Characters of text above which a block is divided, so that a state machine can be split there.
   */
  private static final int LONGEST = 2_000;

  private final List<Block> blocks;

  private Simplification(List<Block> blocks) {
    this.blocks = new ArrayList<>(blocks);
  }

  static Graph simplify(List<Block> blocks) {
    Simplification simplification = new Simplification(blocks);
    simplification.forward();
    simplification.dropUnreachable();
    simplification.join();
    simplification.divide();
    return new Graph(simplification.blocks);
  }

  /** Jumps to a block that only goes to another one go there at once. */
  private void forward() {
    for (Block block : blocks) {
      block.end(forward(block.terminator()));
      block.ops().replaceAll(Simplification::forward);
    }
  }

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

  private void dropUnreachable() {
    Set<Block> reached = new HashSet<>();
    List<Block> todo = new ArrayList<>(List.of(blocks.get(0)));
    while (!todo.isEmpty()) {
      Block block = todo.remove(todo.size() - 1);
      if (reached.add(block)) {
        todo.addAll(Edges.successors(block));
        if (block.region() != null) {
          todo.add(block.region().handler());
        }
      }
    }
    blocks.removeIf(block -> !reached.contains(block));
  }

  /** A block that is only reached from the end of one other becomes part of it. */
  private void join() {
    Map<Block, Integer> references = new HashMap<>();
    for (Block block : blocks) {
      Edges.targets(block.terminator()).forEach(b -> references.merge(b, 1, Integer::sum));
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
    blocks.removeAll(gone);
  }

  private void divide() {
    List<Block> divided = new ArrayList<>();
    for (Block block : blocks) {
      Block rest = block;
      for (int at = place(rest); at > 0; at = place(rest)) {
        Block next = new Block(rest.region(), "");
        List<Op> later = rest.ops().subList(at, rest.ops().size());
        next.ops().addAll(later);
        next.end(rest.terminator());
        later.clear();
        rest.end(new Terminator.Goto(next));
        divided.add(rest);
        rest = next;
      }
      divided.add(rest);
    }
    blocks.clear();
    blocks.addAll(divided);
  }

  /** Behind which operation to divide a block, 0 for none. */
  private static int place(Block block) {
    int[] length = {0};
    for (int i = 0; i + 1 < block.ops().size(); i++) {
      Op op = block.ops().get(i);
      Edges.codes(op)
          .forEach(
              code ->
                  code.forEach(
                      piece -> length[0] += piece instanceof Code.Text t ? t.text().length() : 2));
      if (length[0] > LONGEST) {
        return i + 1;
      }
    }
    return 0;
  }
}
