package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenGuarantee.unless;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Verifies that each variable that is read may have a value: it is a parameter or a constant, or it
 * is declared or assigned on some path to the block. Only the nested compilation checks that this
 * holds on all paths, as Java requires.
 */
public final class DefinitionVerifier {
  private final Graph graph;
  private final Map<Variable, Integer> numbers = new HashMap<>();
  private final Map<Block, BitSet> written = new HashMap<>();
  private final Map<Block, BitSet> defined = new HashMap<>();

  private DefinitionVerifier(Graph graph) {
    this.graph = graph;
  }

  /** Checks the blocks that control can reach. */
  public static void verify(Graph graph, Collection<Variable> parameters) {
    DefinitionVerifier verifier = new DefinitionVerifier(graph);
    verifier.flow(parameters);
    for (Block block : graph.blocks()) {
      BitSet known = verifier.defined.get(block);
      if (known != null) {
        verifier.check(block, known);
      }
    }
  }

  /** Blocks are in the order of the source, so that few rounds are needed: one for each nesting. */
  private void flow(Collection<Variable> parameters) {
    graph.blocks().forEach(block -> written.put(block, numbersOf(writtenIn(block))));
    defined.put(graph.entry(), numbersOf(parameters));
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Block block : graph.blocks()) {
        BitSet before = defined.get(block);
        if (before != null) {
          BitSet after = (BitSet) before.clone();
          after.or(written.get(block));
          for (Block successor : Edges.successors(block)) {
            changed |= reach(successor, after);
          }
          if (block.region() != null) {
            changed |= reach(block.region().handler(), after);
          }
        }
      }
    }
  }

  private boolean reach(Block block, BitSet values) {
    BitSet before = defined.get(block);
    if (before == null) {
      defined.put(block, (BitSet) values.clone());
      return true;
    }
    int count = before.cardinality();
    before.or(values);
    return before.cardinality() > count;
  }

  private BitSet numbersOf(Collection<Variable> variables) {
    BitSet result = new BitSet();
    variables.forEach(
        variable -> result.set(numbers.computeIfAbsent(variable, v -> numbers.size())));
    return result;
  }

  private static Set<Variable> writtenIn(Block block) {
    Set<Variable> written = new HashSet<>();
    for (Op op : block.ops()) {
      Variable assigned = op.assigned();
      if (assigned != null) {
        written.add(assigned);
      }
      for (Op.Exit exit : op.exits()) {
        if (exit.value() != null) {
          written.add(exit.value());
        }
      }
    }
    block.terminator().edges().forEach(edge -> written.addAll(edge.assigned()));
    Edges.forEachPiece(
        block,
        piece -> {
          if (piece instanceof Code.VariableRef ref && ref.access() == Code.Access.WRITE) {
            written.add(ref.variable());
          } else if (piece instanceof Code.TypeTest test) {
            written.addAll(test.bindings());
          }
        });
    return written;
  }

  private void check(Block block, BitSet before) {
    BitSet known = (BitSet) before.clone();
    known.or(written.get(block));
    Edges.forEachPiece(
        block,
        piece -> {
          if (piece instanceof Code.VariableRef ref && ref.access() != Code.Access.WRITE) {
            Variable variable = ref.variable();
            unless(
                isIn(known, variable) || variable.kind() == Variable.Kind.CONSTANT,
                graph,
                block,
                "reads " + variable + ", which has no value on any way there");
          }
        });
  }

  private boolean isIn(BitSet known, Variable variable) {
    Integer number = numbers.get(variable);
    return number != null && known.get(number);
  }
}
