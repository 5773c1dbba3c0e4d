package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the frame's fields hold, forward: which may differ from their local (and must be spilled)
 * and which may hold a reference (and must be nulled when it is dead, so that a suspended coroutine
 * keeps nothing alive that it will not use).
 */
final class FieldFlow {
  private final Graph graph;
  private final Map<Block, Usage> usages;
  private final Map<Block, Set<Variable>> across;
  private final List<Variable> order;
  private final Map<Block, State> states = new HashMap<>();

  /**
   * @param across for each block that suspends: what must be in the frame
   */
  FieldFlow(
      SuspendableMethod method,
      Graph graph,
      Map<Block, Usage> usages,
      Map<Block, Set<Variable>> across,
      List<Variable> order) {
    this.graph = graph;
    this.usages = usages;
    this.across = across;
    this.order = order;
    Set<Variable> stale = new HashSet<>(order);
    stale.removeAll(method.parameters());
    Set<Variable> held = new HashSet<>(method.parameters());
    held.removeIf(v -> v.type().getKind().isPrimitive());
    states.put(graph.entry(), new State(stale, held));
  }

  /**
   * @param stale fields that may differ from their local
   * @param held reference fields that may not be null
   */
  private record State(Set<Variable> stale, Set<Variable> held) {
    State copy() {
      return new State(new HashSet<>(stale), new HashSet<>(held));
    }

    boolean join(State other) {
      return stale.addAll(other.stale) | held.addAll(other.held);
    }
  }

  Map<Block, FrameLayout.Suspension> solve() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : graph.blocks()) {
        State in = states.get(block);
        if (in != null) {
          changed |= flow(block, in.copy());
        }
      }
    }
    Map<Block, FrameLayout.Suspension> result = new HashMap<>();
    across.forEach((block, live) -> result.put(block, suspension(block, live)));
    return result;
  }

  private boolean flow(Block block, State state) {
    state.stale.addAll(usage(block).written());
    boolean changed = false;
    if (block.region() != null) {
      changed |= reach(block.region().handler(), state);
    }
    if (block.terminator() instanceof Terminator.Suspend suspend) {
      Set<Variable> live = across.getOrDefault(block, Set.of());
      State resumed = state.copy();
      resumed.stale.removeAll(live);
      resumed.held.addAll(live);
      resumed.held.removeIf(v -> v.type().getKind().isPrimitive());
      // Control may also go on without suspending: the fields are then as they were.
      changed |= reach(suspend.resume(), resumed);
      if (suspend.cleanup() != null) {
        changed |= reach(suspend.cleanup(), resumed);
      }
      if (suspend.always()) {
        return changed;
      }
    }
    for (Block successor : Edges.successors(block)) {
      changed |= reach(successor, state);
    }
    return changed;
  }

  private Usage usage(Block block) {
    Usage usage = usages.get(block);
    if (usage == null) {
      throw new IllegalStateException("a block without usage");
    }
    return usage;
  }

  private boolean reach(Block block, State state) {
    State known = states.get(block);
    if (known == null) {
      states.put(block, state.copy());
      return true;
    }
    return known.join(state);
  }

  private FrameLayout.Suspension suspension(Block block, Set<Variable> live) {
    State state = states.getOrDefault(block, new State(Set.of(), Set.of())).copy();
    state.stale.addAll(usage(block).written());
    return new FrameLayout.Suspension(
        inOrder(v -> live.contains(v) && isSpilled(v) && state.stale.contains(v)),
        inOrder(v -> !live.contains(v) && state.held.contains(v)),
        inOrder(v -> live.contains(v) && isSpilled(v)),
        inOrder(live::contains));
  }

  /** A parameter that is never assigned stays in its field. */
  private static boolean isSpilled(Variable variable) {
    return !variable.isFinal();
  }

  private List<Variable> inOrder(Predicate<Variable> which) {
    List<Variable> result = new ArrayList<>();
    for (Variable variable : order) {
      if (which.test(variable)) {
        result.add(variable);
      }
    }
    return result;
  }
}
