package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a block uses variables.
 *
 * @param needed read before the block has surely assigned it
 * @param assigned surely assigned when the block ends normally
 * @param written perhaps assigned
 * @param named named at all
 */
record Usage(
    Set<Variable> needed, Set<Variable> assigned, Set<Variable> written, Set<Variable> named) {

  static Usage of(Block block) {
    Usage usage = new Usage(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (Op op : block.ops()) {
      Edges.codes(op).forEach(usage::read);
      if (op instanceof Op.Declare declare) {
        usage.assign(declare.variable());
      } else if (op instanceof Op.Assign assign) {
        usage.assign(assign.variable());
      } else if (op instanceof Op.Forget forget) {
        usage.assigned.addAll(forget.variables());
      } else if (op instanceof Op.Run run) {
        usage.plainAssignment(run.statement());
      }
    }
    Terminator end = block.terminator();
    Edges.codes(end).forEach(usage::read);
    Variable result = Edges.result(end);
    if (result != null) {
      usage.assign(result);
    }
    return usage;
  }

  private void read(Code code) {
    code.forEach(
        piece -> {
          if (piece instanceof Code.VariableRef ref) {
            named.add(ref.variable());
            if (ref.access() != Access.READ) {
              written.add(ref.variable());
            }
            if (ref.access() != Access.WRITE && !assigned.contains(ref.variable())) {
              needed.add(ref.variable());
            }
          } else if (piece instanceof Code.TypeTest test) {
            named.addAll(test.bindings());
            written.addAll(test.bindings());
          }
        });
  }

  private void assign(Variable variable) {
    named.add(variable);
    written.add(variable);
    assigned.add(variable);
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
