package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A forward analysis of the contents of the frame's fields. It computes which fields may differ
 * from their local (and must be spilled), and which may hold a reference. Such a reference must be
 * set to null when it is dead, so that a suspended coroutine keeps alive only objects that it will
 * use.
 */
final class FieldFlow {
  private final Flow flow;
  private final Variables variables;
  private final Slots slots;
  private final Map<Block, BitSet> across;
  private final Map<Block, BitSet> entered;
  private final Partition partition;
  private final boolean hasDirectForm;
  private final Map<Block, State> states = new HashMap<>();
  private final Map<Partition.Part, Map<Block, State>> exits = new HashMap<>();
  private final Deque<Block> todo = new ArrayDeque<>();
  private final Set<Block> waiting = new HashSet<>();

  /**
   * @param across for each block that suspends: the variables that must be in the frame
   * @param entered for each block that is entered from another part: the variables that must be in
   *     the frame
   * @param hasDirectForm whether control also takes all paths without crossing from part to part
   */
  FieldFlow(
      SuspendableMethod method,
      Flow flow,
      Slots slots,
      Map<Block, BitSet> across,
      Map<Block, BitSet> entered,
      Partition partition,
      boolean hasDirectForm) {
    this.flow = flow;
    this.variables = flow.variables();
    this.slots = slots;
    this.across = across;
    this.entered = entered;
    this.partition = partition;
    this.hasDirectForm = hasDirectForm;
    BitSet parameters = variables.set(method.parameters());
    BitSet others = variables.set(variables.all());
    others.andNot(parameters);
    reach(flow.entry(), new State(others, variables.references(parameters)));
    for (Block block = todo.poll(); block != null; block = todo.poll()) {
      waiting.remove(block);
      go(block, states.getOrDefault(block, State.nothing()).copy());
    }
  }

  /**
   * @param stale fields that may differ from their local
   * @param held reference fields that may not be null
   */
  private record State(BitSet stale, BitSet held) {
    static State nothing() {
      return new State(new BitSet(), new BitSet());
    }

    State copy() {
      return new State(Variables.copy(stale), Variables.copy(held));
    }

    boolean join(State other) {
      int before = stale.cardinality() + held.cardinality();
      stale.or(other.stale);
      held.or(other.held);
      return stale.cardinality() + held.cardinality() > before;
    }
  }

  private void go(Block block, State state) {
    state.stale.or(flow.usage(block).written());
    if (block.region() != null) {
      go(block, block.region().handler(), state);
    }
    Suspension suspension = block.suspension();
    if (suspension != null) {
      State resumed = keeping(state, across.getOrDefault(block, new BitSet()));
      reach(suspension.resume(), resumed);
      Block cleanup = suspension.cleanup();
      if (cleanup != null) {
        reach(cleanup, resumed);
      }
    }
    // Without a suspension the fields are unchanged.
    for (Block successor : Edges.onward(block)) {
      go(block, successor, state);
    }
  }

  private void go(Block from, Block to, State state) {
    if (partition.isCrossed(from, to)) {
      Partition.Part part = partition.of(from);
      exits
          .computeIfAbsent(part, key -> new HashMap<>())
          .computeIfAbsent(to, key -> State.nothing())
          .join(state);
      reach(to, keeping(state, entered.getOrDefault(to, new BitSet())));
      if (!hasDirectForm) {
        return;
      }
    }
    reach(to, state);
  }

  /**
   * The state after a suspension, or in another part, where exactly these variables are kept in the
   * frame.
   */
  private State keeping(State state, BitSet live) {
    return new State(Variables.minus(state.stale, live), variables.references(live));
  }

  private void reach(Block block, State state) {
    State known = states.get(block);
    if (known == null) {
      states.put(block, state.copy());
    } else if (!known.join(state)) {
      return;
    }
    if (waiting.add(block)) {
      todo.add(block);
    }
  }

  /** The effect of a suspension at the end of a block on the frame. */
  FrameLayout.Effect suspension(Block block) {
    State state = states.getOrDefault(block, State.nothing()).copy();
    state.stale.or(flow.usage(block).written());
    return suspension(state, across.getOrDefault(block, new BitSet()));
  }

  /**
   * The effect on the frame where control leaves a part. References are stored only for the blocks
   * that need them: for the other blocks they would have to be set to null.
   */
  FrameLayout.Exit exit(Partition.Part part) {
    BitSet spill = new BitSet();
    BitSet clear = new BitSet();
    BitSet all = null;
    BitSet some = new BitSet();
    for (Block exit : part.exits()) {
      State state = stateAt(part, exit);
      BitSet live = entered.getOrDefault(exit, new BitSet());
      BitSet moved = variables.moved(live);
      spill.or(Variables.common(moved, state.stale));
      clear.or(state.held);
      all = all == null ? Variables.copy(moved) : Variables.common(all, moved);
      some.or(live);
    }
    BitSet particular = variables.references(spill);
    particular.andNot(all == null ? new BitSet() : all);
    spill.andNot(particular);
    Map<Block, FrameLayout.Stores> to = new LinkedHashMap<>();
    for (Block exit : part.exits()) {
      State state = stateAt(part, exit);
      BitSet live = entered.getOrDefault(exit, new BitSet());
      BitSet stored = Variables.common(particular, Variables.common(live, state.stale));
      BitSet cleared = Variables.common(slots.of(some), cleared(state.held, live));
      to.put(exit, stores(stored, cleared));
    }
    return new FrameLayout.Exit(stores(spill, cleared(clear, some)), to);
  }

  private State stateAt(Partition.Part part, Block exit) {
    return exits.getOrDefault(part, Map.of()).getOrDefault(exit, State.nothing());
  }

  private FrameLayout.Stores stores(BitSet spill, BitSet clear) {
    return new FrameLayout.Stores(variables.in(spill), variables.in(clear));
  }

  /** The fields, by their owners, that may hold a reference but hold nothing that is needed. */
  private BitSet cleared(BitSet held, BitSet live) {
    return Variables.minus(slots.of(held), slots.of(live));
  }

  private FrameLayout.Effect suspension(State state, BitSet live) {
    BitSet moved = variables.moved(live);
    return new FrameLayout.Effect(
        stores(Variables.common(moved, state.stale), cleared(state.held, live)),
        variables.in(moved),
        variables.in(live));
  }
}
