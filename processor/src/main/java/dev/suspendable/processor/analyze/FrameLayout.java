package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.util.Types;

/**
 * Where each variable lives: in its block, in a local of the step method, in a field of the frame.
 *
 * <p>Built by {@link #of}; immutable afterwards.
 */
public final class FrameLayout {
  private final Set<Variable> inPlace = new HashSet<>();
  private final Set<Variable> hoisted = new LinkedHashSet<>();
  private final Map<Block, Suspension> suspensions = new HashMap<>();
  private final Map<Partition.Part, Exit> exits = new HashMap<>();
  private final Map<Block, List<Variable>> atEntry = new HashMap<>();
  private final Partition partition;
  private final Slots slots;

  /**
   * What is stored in the frame.
   *
   * @param spill fields to be set, those whose value has changed
   * @param clear fields to be nulled, those that nothing needs from here on, by their owners
   */
  public record Stores(List<Variable> spill, List<Variable> clear) {}

  /**
   * What a suspension does to the frame.
   *
   * @param restore locals to be loaded from their fields on resumption
   * @param live all that the frame has to hold, parameters included
   */
  public record Suspension(Stores stores, List<Variable> restore, List<Variable> live) {}

  /**
   * What is stored where control leaves a part.
   *
   * @param always wherever it goes
   * @param to beside that, by the block it goes to; nothing perhaps
   */
  public record Exit(Stores always, Map<Block, Stores> to) {}

  /**
   * Lays the variables of a lowered method out.
   *
   * @param partition the methods of its state machine
   * @param hasDirectForm whether it has a direct form beside it
   */
  public static FrameLayout of(
      SuspendableMethod method,
      Liveness liveness,
      Partition partition,
      boolean hasDirectForm,
      Types types) {
    return new FrameLayout(method, liveness.flow(), liveness, partition, hasDirectForm, types);
  }

  private FrameLayout(
      SuspendableMethod method,
      Flow flow,
      Liveness liveness,
      Partition partition,
      boolean hasDirectForm,
      Types types) {
    this.partition = partition;
    Variables variables = flow.variables();
    BitSet parameters = variables.set(method.parameters());
    BitSet kept = Variables.copy(parameters);
    List<BitSet> together = new ArrayList<>(List.of(parameters));
    Map<Block, BitSet> across = new HashMap<>();
    for (Block block : flow.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        BitSet live = liveness.kept(suspend);
        across.put(block, live);
        kept.or(live);
        together.add(live);
        if (suspend.cleanup() != null) {
          enter(suspend.cleanup(), variables, liveness.in(suspend.cleanup()));
        }
      }
    }
    Map<Block, BitSet> entered = new HashMap<>();
    for (Partition.Part part : partition.parts()) {
      for (Block entry : part.entries()) {
        BitSet live = variables.varying(liveness.in(entry));
        entered.put(entry, live);
        kept.or(live);
        enter(entry, variables, live);
      }
    }
    for (Partition.Part part : partition.parts()) {
      // Some of what any exit needs is stored for all of them.
      BitSet needed = new BitSet();
      part.exits().forEach(exit -> needed.or(entered.getOrDefault(exit, new BitSet())));
      together.add(needed);
    }
    this.slots = new Slots(variables, kept, together, types);
    findInPlace(flow);
    for (Variable variable : variables.all()) {
      if (!inPlace.contains(variable) && !variable.isFinal()) {
        hoisted.add(variable);
      }
    }
    FieldFlow fieldFlow =
        new FieldFlow(method, flow, slots, across, entered, partition, hasDirectForm);
    across.keySet().forEach(block -> suspensions.put(block, fieldFlow.suspension(block)));
    partition.parts().forEach(part -> exits.put(part, fieldFlow.exit(part)));
  }

  private void enter(Block block, Variables variables, BitSet live) {
    atEntry.put(block, variables.in(variables.moved(live)));
  }

  /** Finds the variables that one block declares, once, and nobody else names. */
  private void findInPlace(Flow flow) {
    Set<Variable> kept = new HashSet<>(slots.kept());
    Map<Variable, Integer> blocksNaming = new HashMap<>();
    Map<Variable, Integer> declarations = new HashMap<>();
    for (Block block : flow.blocks()) {
      flow.variables()
          .in(flow.usage(block).named())
          .forEach(v -> blocksNaming.merge(v, 1, Integer::sum));
      for (Op op : block.ops()) {
        if (op instanceof Op.Declare declare) {
          declarations.merge(declare.variable(), 1, Integer::sum);
        }
      }
    }
    declarations.forEach(
        (variable, count) -> {
          if (count == 1
              && blocksNaming.getOrDefault(variable, 0) == 1
              // Else it lives over a suspension in its own block: declared, then resumed to.
              && !kept.contains(variable)) {
            inPlace.add(variable);
          }
        });
  }

  /** Declared in the one block that names it. */
  public boolean isInPlace(Variable variable) {
    return inPlace.contains(variable);
  }

  /** Locals at the head of the step method, in order of appearance. */
  public List<Variable> hoisted() {
    return List.copyOf(hoisted);
  }

  /** Variables that have a field in the frame: parameters, then what some suspension keeps. */
  public List<Variable> kept() {
    return slots.kept();
  }

  /**
   * The variable whose name a variable's field has: its own, or that of one that never has to be
   * kept at the same time.
   */
  public Variable owner(Variable variable) {
    return slots.owner(variable);
  }

  /** What happens at the end of a block that suspends. */
  public Suspension suspension(Block block) {
    Suspension suspension = suspensions.get(block);
    if (suspension == null) {
      throw new IllegalArgumentException("the block does not suspend");
    }
    return suspension;
  }

  /** The methods that the state machine is made of. */
  public Partition partition() {
    return partition;
  }

  /** What happens where control leaves a part for any block of another one. */
  public Exit exit(Partition.Part part) {
    Exit exit = exits.get(part);
    if (exit == null) {
      throw new IllegalArgumentException("not a part of this state machine");
    }
    return exit;
  }

  /**
   * Locals to be loaded from their fields when the stopped signal goes to a cleanup, and where
   * control comes from another part.
   */
  public List<Variable> restoreAt(Block entry) {
    return atEntry.getOrDefault(entry, List.of());
  }
}
