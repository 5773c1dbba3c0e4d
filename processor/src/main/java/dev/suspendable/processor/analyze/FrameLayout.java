package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each variable lives: in its block, in a local of the step method, in a field of the frame.
 *
 * <p>Built by {@link #of}; immutable afterwards.
 */
public final class FrameLayout {
  private final Set<Variable> inPlace = new HashSet<>();
  private final Set<Variable> hoisted = new LinkedHashSet<>();
  private final Set<Variable> fields = new LinkedHashSet<>();
  private final Map<Block, Suspension> suspensions = new HashMap<>();
  private final Map<Block, List<Variable>> atCleanup = new HashMap<>();

  /**
   * What a suspension does to the frame.
   *
   * @param spill fields to be set, those whose value has changed
   * @param clear fields to be nulled, those that are dead from here on
   * @param restore locals to be loaded from their fields on resumption
   * @param live all that the frame has to hold, parameters included
   */
  public record Suspension(
      List<Variable> spill, List<Variable> clear, List<Variable> restore, List<Variable> live) {}

  private FrameLayout() {}

  /** Lays the variables of a lowered method out. */
  public static FrameLayout of(SuspendableMethod method, Graph graph) {
    FrameLayout layout = new FrameLayout();
    Map<Block, Usage> usages = new HashMap<>();
    graph.blocks().forEach(block -> usages.put(block, Usage.of(block)));
    List<Variable> order = layout.place(method, graph, usages);
    Map<Block, Set<Variable>> across = new HashMap<>();
    // A local class may be instantiated at any time, and sees its parameters then.
    Set<Variable> inLocalClasses = new HashSet<>();
    method.localClasses().forEach(code -> Edges.forEachVariable(code, inLocalClasses::add));
    Liveness liveness = new Liveness(graph, usages);
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        Set<Variable> live = liveness.across(block, suspend);
        live.addAll(inLocalClasses);
        live.removeIf(v -> v.kind() == Variable.Kind.CONSTANT);
        across.put(block, live);
        order.stream().filter(live::contains).forEach(layout.fields::add);
        if (suspend.cleanup() != null) {
          Set<Variable> needed = liveness.in(suspend.cleanup());
          layout.atCleanup.put(
              suspend.cleanup(),
              order.stream().filter(v -> needed.contains(v) && !v.isFinal()).toList());
        }
      }
    }
    // What lives over a suspension in its own block only is a loop's: declared, then resumed to.
    layout.inPlace.removeAll(layout.fields);
    for (Variable variable : order) {
      if (!layout.inPlace.contains(variable) && !variable.isFinal()) {
        layout.hoisted.add(variable);
      }
    }
    layout.suspensions.putAll(new FieldFlow(method, graph, usages, across, order).solve());
    return layout;
  }

  /** Finds the variables that one block declares and nobody else names; returns all, in order. */
  private List<Variable> place(SuspendableMethod method, Graph graph, Map<Block, Usage> usages) {
    Map<Variable, Integer> blocksNaming = new HashMap<>();
    Set<Variable> order = new LinkedHashSet<>(method.parameters());
    Set<Variable> declared = new HashSet<>();
    usages
        .values()
        .forEach(usage -> usage.named().forEach(v -> blocksNaming.merge(v, 1, Integer::sum)));
    for (Block block : graph.blocks()) {
      for (Op op : block.ops()) {
        if (op instanceof Op.Declare declare) {
          declared.add(declare.variable());
        }
      }
      Edges.forEachVariable(block, order::add);
    }
    for (Variable variable : order) {
      if (!variable.isParameter()
          && declared.contains(variable)
          && blocksNaming.getOrDefault(variable, 0) == 1) {
        inPlace.add(variable);
      }
    }
    return new ArrayList<>(order);
  }

  /** Declared in the one block that names it. */
  public boolean isInPlace(Variable variable) {
    return inPlace.contains(variable);
  }

  /** Locals at the head of the step method, in order of appearance. */
  public List<Variable> hoisted() {
    return List.copyOf(hoisted);
  }

  /** Variables that some suspension keeps in the frame; parameters have a field in any case. */
  public List<Variable> fields() {
    return List.copyOf(fields);
  }

  /** What happens at the end of a block that suspends. */
  public Suspension suspension(Block block) {
    Suspension suspension = suspensions.get(block);
    if (suspension == null) {
      throw new IllegalArgumentException("the block does not suspend");
    }
    return suspension;
  }

  /** Locals to be loaded from their fields when the done signal goes to a cleanup. */
  public List<Variable> restoreAt(Block cleanup) {
    return atCleanup.getOrDefault(cleanup, List.of());
  }
}
