package dev.suspendable.processor.verify;

import static dev.suspendable.processor.verify.BrokenPromise.unless;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Verifies that each variable that is read may have a value: it is a parameter or a constant, or it
 * is declared or assigned on some path to the block. Only the nested compilation checks that this
 * holds on all paths, as Java requires.
 */
public final class DefinitionVerifier {
  private final Graph graph;
  private final Map<Block, Set<Variable>> defined = new HashMap<>();

  private DefinitionVerifier(Graph graph) {
    this.graph = graph;
  }

  /** Checks the reachable blocks. */
  public static void verify(Graph graph, Collection<Variable> parameters) {
    DefinitionVerifier verifier = new DefinitionVerifier(graph);
    verifier.flow(parameters);
    for (Block block : graph.blocks()) {
      Set<Variable> known = verifier.defined.get(block);
      if (known != null) {
        verifier.check(block, known);
      }
    }
  }

  private void flow(Collection<Variable> parameters) {
    defined.put(graph.entry(), new HashSet<>(parameters));
    Deque<Block> todo = new ArrayDeque<>(Set.of(graph.entry()));
    while (!todo.isEmpty()) {
      Block block = todo.remove();
      Set<Variable> after = new HashSet<>(defined.getOrDefault(block, Set.of()));
      after.addAll(written(block));
      Set<Block> next = new LinkedHashSet<>(Edges.successors(block));
      if (block.region() != null) {
        next.add(block.region().handler());
      }
      for (Block successor : next) {
        Set<Variable> before = defined.get(successor);
        if (before == null) {
          defined.put(successor, new HashSet<>(after));
          todo.add(successor);
        } else if (before.addAll(after)) {
          todo.add(successor);
        }
      }
    }
  }

  private static Set<Variable> written(Block block) {
    Set<Variable> written = new HashSet<>();
    for (Op op : block.ops()) {
      if (op instanceof Op.Declare declare) {
        written.add(declare.variable());
      } else if (op instanceof Op.Assign assign) {
        written.add(assign.variable());
      }
    }
    Variable result = Edges.result(block.terminator());
    if (result != null) {
      written.add(result);
    }
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

  private void check(Block block, Set<Variable> before) {
    Set<Variable> known = new HashSet<>(before);
    known.addAll(written(block));
    Edges.forEachPiece(
        block,
        piece -> {
          if (piece instanceof Code.VariableRef ref && ref.access() != Code.Access.WRITE) {
            Variable variable = ref.variable();
            unless(
                known.contains(variable) || variable.kind() == Variable.Kind.CONSTANT,
                graph,
                block,
                "reads " + variable + ", which has no value on any way there");
          }
        });
  }
}
