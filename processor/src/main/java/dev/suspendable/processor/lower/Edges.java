package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The outgoing edges of a block. */
public final class Edges {
  private Edges() {}

  /**
   * The blocks to which control may go from {@code block}, except by exceptions: targets of its
   * terminator, of jumps in its code, and of the stopped signal.
   */
  public static Set<Block> successors(Block block) {
    Set<Block> result = block.terminator().targets();
    result.addAll(jumps(block));
    return result;
  }

  /** The blocks to which control may go without a resumption or a signal in between. */
  public static Set<Block> onward(Block block) {
    Set<Block> result = new LinkedHashSet<>();
    block.terminator().onward().forEach(edge -> result.add(edge.to()));
    result.addAll(jumps(block));
    return result;
  }

  /**
   * The blocks that are reachable from {@code starts}, also by exceptions; includes {@code starts}.
   */
  public static Set<Block> reachable(Collection<Block> starts) {
    Set<Block> reached = new HashSet<>();
    List<Block> todo = new ArrayList<>(starts);
    while (!todo.isEmpty()) {
      Block block = todo.remove(todo.size() - 1);
      if (reached.add(block)) {
        todo.addAll(successors(block));
        if (block.region() != null) {
          todo.add(block.region().handler());
        }
      }
    }
    return reached;
  }

  /** Blocks that verbatim code jumps to. */
  public static Set<Block> jumps(Block block) {
    Set<Block> result = new LinkedHashSet<>();
    block.ops().forEach(op -> Op.Exit.targets(op.exits()).forEach(result::add));
    return result;
  }

  /** Visits every piece of code in the block, in order. */
  public static void forEachPiece(Block block, Consumer<Code.Piece> visitor) {
    block.ops().forEach(op -> op.codes().forEach(code -> code.forEach(visitor)));
    block.terminator().codes().forEach(code -> code.forEach(visitor));
  }

  /** Whether code of the block refers to the value of that role. */
  public static boolean names(Block block, Code.Role role) {
    boolean[] found = {false};
    forEachPiece(block, piece -> found[0] |= names(piece, role));
    return found[0];
  }

  private static boolean names(Code.Piece piece, Code.Role role) {
    // The result of a direct call is fetched through the awaiter.
    return (piece instanceof Code.DirectResult && role == Code.Role.AWAITER)
        || (piece instanceof Code.Generated generated && generated.role() == role);
  }

  /** Visits every variable that the block names, in order of appearance. */
  public static void forEachVariable(Block block, Consumer<Variable> visitor) {
    for (Op op : block.ops()) {
      Variable assigned = op.assigned();
      if (assigned != null) {
        visitor.accept(assigned);
      }
      op.codes().forEach(code -> forEachVariable(code, visitor));
      for (Op.Exit exit : op.exits()) {
        if (exit.value() != null) {
          visitor.accept(exit.value());
        }
      }
    }
    block.terminator().codes().forEach(code -> forEachVariable(code, visitor));
    block.terminator().edges().forEach(edge -> edge.assigned().forEach(visitor));
  }

  /** Visits every variable that the code names, in order of appearance. */
  public static void forEachVariable(Code code, Consumer<Variable> visitor) {
    code.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref) {
            visitor.accept(ref.variable());
          } else if (piece instanceof Code.TypeTest test) {
            test.bindings().forEach(visitor);
          }
        });
  }
}
