package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Terminator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which variables may still be read: the classic backward data flow, where the handler of a block's
 * region may be entered from anywhere in the block.
 */
final class Liveness {
  private final Flow flow;
  private final Map<Block, BitSet> liveIn = new HashMap<>();

  Liveness(Flow flow) {
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
      BitSet in = liveIn(block);
      if (!in.equals(liveIn.put(block, in))) {
        for (Block predecessor : predecessors.getOrDefault(block, List.of())) {
          if (waiting.add(predecessor)) {
            todo.add(predecessor);
          }
        }
      }
    }
  }

  private BitSet liveIn(Block block) {
    BitSet in = new BitSet();
    for (Block successor : flow.successors(block)) {
      in.or(in(successor));
    }
    Usage usage = flow.usage(block);
    in.andNot(usage.assigned());
    in.or(usage.needed());
    Region region = block.region();
    if (region != null) {
      in.or(in(region.handler()));
    }
    return in;
  }

  /** What a block may read. */
  BitSet in(Block block) {
    return liveIn.getOrDefault(block, new BitSet());
  }

  /** What a frame must hold while it is suspended at the end of {@code block}. */
  BitSet across(Terminator.Suspend suspend) {
    BitSet result = Variables.copy(in(suspend.resume()));
    if (suspend.cleanup() != null) {
      result.or(in(suspend.cleanup()));
    }
    return result;
  }
}
