package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Suspension;
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
 * The location of each variable: in its block, in a local of the step method, in a field of the
 * frame.
 *
 * <p>Created by {@link #of}; immutable afterwards.
 */
public final class FrameLayout {
  private final Set<Variable> inPlace = new HashSet<>();
  private final Set<Variable> hoisted = new LinkedHashSet<>();
  private final Map<Block, Effect> suspensions = new HashMap<>();
  private final Map<Partition.Part, Exit> exits = new HashMap<>();
  private final Map<Block, List<Variable>> atEntry = new HashMap<>();
  private final Partition partition;
  private final Slots slots;

  /**
   * The variables that are stored in the frame.
   *
   * @param spill fields to be set: those of variables whose value has changed
   * @param clear fields to be nulled: those that are not needed from here on, by their owners
   */
  public record Stores(List<Variable> spill, List<Variable> clear) {}

  /**
   * The effect of a suspension on the frame.
   *
   * @param restore locals to be loaded from their fields on resumption
   * @param live all variables that the frame has to hold, parameters included
   */
  public record Effect(Stores stores, List<Variable> restore, List<Variable> live) {}

  /**
   * The variables that are stored where control leaves a part.
   *
   * @param always stored for all targets
   * @param to stored in addition, by the target block; may be empty
   */
  public record Exit(Stores always, Map<Block, Stores> to) {}

  /**
   * Places the variables of a lowered method.
   *
   * @param partition the methods of its state machine
   * @param hasDirectForm whether it has a direct form in addition
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
      Suspension suspension = block.suspension();
      if (suspension != null) {
        BitSet live = liveness.kept(suspension);
        across.put(block, live);
        kept.or(live);
        together.add(live);
        Block cleanup = suspension.cleanup();
        if (cleanup != null) {
          enter(cleanup, variables, liveness.in(cleanup));
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
      // Some variables are stored for all exits although only one exit needs them. So the variables
      // of all exits are kept at the same time.
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

  /** Finds the variables that one block declares, once, and no other block names. */
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
              // Otherwise it lives across a suspension in its own block: declared, then resumed to.
              && !kept.contains(variable)) {
            inPlace.add(variable);
          }
        });
  }

  /** Whether a variable is declared in the only block that names it. */
  public boolean isInPlace(Variable variable) {
    return inPlace.contains(variable);
  }

  /** Locals at the head of the step method, in order of appearance. */
  public List<Variable> hoisted() {
    return List.copyOf(hoisted);
  }

  /**
   * Variables that have a field in the frame: parameters, then those that some suspension keeps.
   */
  public List<Variable> kept() {
    return slots.kept();
  }

  /**
   * The variable after which a variable's field is named: itself, or one that is never kept at the
   * same time.
   */
  public Variable owner(Variable variable) {
    return slots.owner(variable);
  }

  /** The stores and restores at the end of a block that suspends. */
  public Effect suspension(Block block) {
    Effect suspension = suspensions.get(block);
    if (suspension == null) {
      throw new IllegalArgumentException("the block does not suspend");
    }
    return suspension;
  }

  /** The methods of the state machine. */
  public Partition partition() {
    return partition;
  }

  /** The stores where control leaves a part for a block of another one. */
  public Exit exit(Partition.Part part) {
    Exit exit = exits.get(part);
    if (exit == null) {
      throw new IllegalArgumentException("not a part of this state machine");
    }
    return exit;
  }

  /**
   * Locals to be loaded from their fields when the stopped signal continues at a cleanup, and where
   * control comes from another part.
   */
  public List<Variable> restoreAt(Block entry) {
    return atEntry.getOrDefault(entry, List.of());
  }
}
