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
import org.jspecify.annotations.Nullable;

/** The outgoing edges of a block. */
public final class Edges {
  private Edges() {}

  /**
   * The blocks to which control may go from {@code block}, except by exceptions: targets of its
   * terminator, of jumps in its code, and of the stopped signal.
   */
  public static Set<Block> successors(Block block) {
    Set<Block> result = targets(block.terminator());
    result.addAll(jumps(block));
    return result;
  }

  /** The blocks to which control may go without a resumption or a signal in between. */
  public static Set<Block> onward(Block block) {
    Set<Block> result = new LinkedHashSet<>();
    if (!(block.terminator() instanceof Terminator.Suspend suspend)) {
      result.addAll(targets(block.terminator()));
    } else if (!suspend.always()) {
      result.add(suspend.ready());
    }
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

  /** Blocks that a terminator names. */
  public static Set<Block> targets(Terminator end) {
    Set<Block> result = new LinkedHashSet<>();
    if (end instanceof Terminator.Goto to) {
      result.add(to.target());
    } else if (end instanceof Terminator.Branch branch) {
      result.add(branch.ifTrue());
      result.add(branch.ifFalse());
    } else if (end instanceof Terminator.Select select) {
      select.arms().forEach(arm -> result.add(arm.target()));
      if (select.otherwise() != null) {
        result.add(select.otherwise());
      }
    } else if (end instanceof Terminator.IfStopped test) {
      result.add(test.done());
      result.add(test.otherwise());
    } else if (end instanceof Terminator.TailCall call) {
      result.add(call.ready());
    } else if (end instanceof Terminator.Suspend suspend) {
      result.add(suspend.ready());
      result.add(suspend.resume());
      if (suspend.cleanup() != null) {
        result.add(suspend.cleanup());
      }
    }
    return result;
  }

  /** Blocks that verbatim code jumps to. */
  public static Set<Block> jumps(Block block) {
    Set<Block> result = new LinkedHashSet<>();
    block.ops().forEach(op -> result.addAll(jumps(op)));
    return result;
  }

  /** Blocks that the verbatim code of an operation jumps to. */
  public static Set<Block> jumps(Op op) {
    Set<Block> result = new LinkedHashSet<>();
    if (op instanceof Op.Run run) {
      run.statement()
          .forEach(
              piece -> {
                if (piece instanceof Code.GoTo to) {
                  result.add((Block) to.label());
                }
              });
    }
    return result;
  }

  /** Visits every piece of code in the block, in order. */
  public static void forEachPiece(Block block, Consumer<Code.Piece> visitor) {
    block.ops().forEach(op -> codes(op).forEach(code -> code.forEach(visitor)));
    codes(block.terminator()).forEach(code -> code.forEach(visitor));
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
      if (op instanceof Op.Declare declare) {
        visitor.accept(declare.variable());
      } else if (op instanceof Op.Assign assign) {
        visitor.accept(assign.variable());
      }
      codes(op).forEach(code -> forEachVariable(code, visitor));
    }
    codes(block.terminator()).forEach(code -> forEachVariable(code, visitor));
    Variable result = result(block.terminator());
    if (result != null) {
      visitor.accept(result);
    }
  }

  /** The variable that a terminator assigns before it continues at its ready block, or null. */
  public static @Nullable Variable result(Terminator end) {
    if (end instanceof Terminator.Suspend suspend
        && suspend.what() instanceof Terminator.Calling calling) {
      return calling.result();
    }
    return end instanceof Terminator.TailCall call ? call.result() : null;
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

  /** The code of an operation. */
  public static List<Code> codes(Op op) {
    if (op instanceof Op.Run run) {
      return List.of(run.statement());
    }
    if (op instanceof Op.Declare declare) {
      List<Code> codes = new ArrayList<>();
      if (declare.value() != null) {
        codes.add(declare.value());
      }
      return codes;
    }
    return op instanceof Op.Assign assign ? List.of(assign.value()) : List.of();
  }

  /** The code of a terminator. */
  public static List<Code> codes(Terminator end) {
    if (end instanceof Terminator.Branch branch) {
      return List.of(branch.condition());
    }
    if (end instanceof Terminator.Select select) {
      List<Code> codes = new ArrayList<>(List.of(select.selector()));
      for (Terminator.Arm arm : select.arms()) {
        codes.addAll(arm.choice().labels());
        if (arm.choice().guard() != null) {
          codes.add(arm.choice().guard());
        }
      }
      return codes;
    }
    if (end instanceof Terminator.IfStopped test) {
      return List.of(test.isDone());
    }
    if (end instanceof Terminator.Suspend suspend) {
      return List.of(suspend.what().code());
    }
    if (end instanceof Terminator.TailCall call) {
      return List.of(call.code());
    }
    if (end instanceof Terminator.Finish finish) {
      return finish.value() == null ? List.of() : List.of(finish.value());
    }
    return end instanceof Terminator.Throw thrown ? List.of(thrown.exception()) : List.of();
  }
}
