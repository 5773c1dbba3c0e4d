package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A block's use of variables, as sets of {@link Variables}.
 *
 * @param needed read before the block has definitely assigned it
 * @param assigned definitely assigned so far; while the block is read
 * @param written possibly assigned
 * @param named named at all
 * @param exits the edges to the block's successors
 */
record Usage(
    Variables variables,
    BitSet needed,
    BitSet assigned,
    BitSet written,
    BitSet named,
    List<Exit> exits) {

  /**
   * An edge to a successor. Verbatim code may leave a block before its end.
   *
   * @param assigned the variables that have definitely been assigned where control leaves the block
   */
  record Exit(Block to, BitSet assigned) {}

  static Usage of(Block block, Variables variables) {
    Usage usage =
        new Usage(
            variables, new BitSet(), new BitSet(), new BitSet(), new BitSet(), new ArrayList<>());
    for (Op op : block.ops()) {
      op.codes().forEach(usage::read);
      op.exits().forEach(usage::leave);
      Variable assigned = op.assigned();
      if (assigned != null) {
        usage.assign(assigned);
      } else if (op instanceof Op.Run run) {
        usage.plainAssignment(run.statement());
      } else if (op instanceof Op.Verbatim verbatim) {
        usage.plainAssignment(verbatim.statement());
      }
      usage.kill(op.dead());
    }
    usage.end(block.terminator());
    return usage;
  }

  private void leave(Op.Exit exit) {
    BitSet onExit = Variables.copy(assigned);
    if (exit.value() != null) {
      int value = variables.number(exit.value());
      named.set(value);
      written.set(value);
      onExit.set(value);
    }
    if (exit.to() != null) {
      exits.add(new Exit(exit.to(), onExit));
    }
  }

  private void kill(List<Variable> dead) {
    dead.stream()
        .filter(variables::isKnown)
        .forEach(variable -> assigned.set(variables.number(variable)));
  }

  private void end(Terminator end) {
    BitSet before = Variables.copy(assigned);
    // A guard sees the variables that its own pattern assigns.
    end.edges().forEach(edge -> edge.assigned().forEach(this::assign));
    end.codes().forEach(this::read);
    for (Terminator.Edge edge : end.edges()) {
      BitSet onEdge = variables.set(edge.assigned());
      onEdge.or(before);
      exits.add(new Exit(edge.to(), onEdge));
    }
  }

  private void read(Code code) {
    code.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref) {
            int variable = variables.number(ref.variable());
            named.set(variable);
            if (ref.access() != Access.READ) {
              written.set(variable);
            }
            if (ref.access() != Access.WRITE && !assigned.get(variable)) {
              needed.set(variable);
            }
          } else if (piece instanceof Code.TypeTest test) {
            BitSet bindings = variables.set(test.bindings());
            named.or(bindings);
            written.or(bindings);
          }
        });
  }

  private void assign(Variable variable) {
    int number = variables.number(variable);
    named.set(number);
    written.set(number);
    assigned.set(number);
  }

  /** {@code x = …;} assigns x; a write anywhere else may be conditional. */
  private void plainAssignment(Code statement) {
    List<Code.Piece> pieces =
        statement.pieces().stream().filter(p -> !(p instanceof Code.Line)).limit(1).toList();
    if (!pieces.isEmpty()
        && pieces.get(0) instanceof Code.VariableRef ref
        && ref.access() == Access.WRITE) {
      assign(ref.variable());
    }
  }
}
