package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables that may still be read: the classic backward data flow analysis, where control may
 * enter the handler of a block's region from any point in the block.
 */
public final class Liveness {
  private final Flow flow;
  private final Map<Block, BitSet> liveIn = new HashMap<>();

  /** The liveness of a lowered method. */
  public static Liveness of(SuspendableMethod method, Graph graph) {
    return new Liveness(new Flow(graph, new Variables(method, graph)));
  }

  private Liveness(Flow flow) {
    this.flow = flow;
    Map<Block, List<Block>> predecessors = new HashMap<>();
    Deque<Block> todo = new ArrayDeque<>();
    for (Block block : flow.blocks()) {
      todo.addFirst(block);
      for (Block next : flow.successors(block)) {
        predecessors.computeIfAbsent(next, b -> new ArrayList<>()).add(block);
      }
      if (block.region() != null) {
        predecessors.computeIfAbsent(block.region().handler(), b -> new ArrayList<>()).add(block);
      }
    }
    Set<Block> waiting = new HashSet<>(todo);
    for (Block block = todo.poll(); block != null; block = todo.poll()) {
      waiting.remove(block);
      BitSet in = computed(block);
      if (!in.equals(liveIn.put(block, in))) {
        for (Block predecessor : predecessors.getOrDefault(block, List.of())) {
          if (waiting.add(predecessor)) {
            todo.add(predecessor);
          }
        }
      }
    }
  }

  private BitSet computed(Block block) {
    Usage usage = flow.usage(block);
    BitSet in = Variables.copy(usage.needed());
    for (Usage.Exit exit : usage.exits()) {
      in.or(Variables.minus(in(exit.to()), exit.assigned()));
    }
    Region region = block.region();
    if (region != null) {
      in.or(in(region.handler()));
    }
    return in;
  }

  /** The body that was analysed. */
  Flow flow() {
    return flow;
  }

  /** The variables that are live where a block begins. */
  BitSet in(Block block) {
    return liveIn.getOrDefault(block, new BitSet());
  }

  /** The same variables in order of appearance. */
  public List<Variable> liveIn(Block block) {
    return flow.variables().in(in(block));
  }

  /** The variables that are live while a frame is suspended. */
  BitSet across(Suspension suspension) {
    BitSet result = Variables.copy(in(suspension.resume()));
    Block cleanup = suspension.cleanup();
    if (cleanup != null) {
      result.or(in(cleanup));
    }
    return result;
  }

  /**
   * The variables that a frame must hold while it is suspended: the live ones without constants.
   */
  BitSet kept(Suspension suspension) {
    return flow.variables().varying(across(suspension));
  }

  /** The variables that a frame must hold while it is suspended at the end of a block. */
  public List<Variable> kept(Block block) {
    Suspension suspension = block.suspension();
    return suspension == null ? List.of() : flow.variables().in(kept(suspension));
  }

  /**
   * The largest number of argument slots that the variables of a suspension take when they are
   * passed to a method.
   */
  public int mostKept() {
    return flow.blocks().stream()
        .mapToInt(block -> JvmTypes.slots(kept(block).stream().map(Variable::type)))
        .max()
        .orElse(0);
  }

  /** Bytes of blocks in a method that is not split; see {@link CodeSize}. */
  public int size(Collection<Block> blocks, int handOn) {
    return CodeSize.of(blocks, block -> kept(block).size(), handOn);
  }
}
