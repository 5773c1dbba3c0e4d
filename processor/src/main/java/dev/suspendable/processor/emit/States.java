package dev.suspendable.processor.emit;

import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The numbers of the states, for the blocks of a graph that have a state.
 *
 * <p>A block that another part of the state machine jumps to has a second number, for entries from
 * that part. The numbers of a part differ only in some of their low bits.
 */
final class States {
  private final Graph graph;
  private final Partition partition;
  private final Map<Block, Integer> states = new LinkedHashMap<>();
  private final Map<Block, Integer> entries = new HashMap<>();
  private final int bits;

  States(Graph graph, Partition partition) {
    this.graph = graph;
    this.partition = partition;
    Set<Block> targets = targets();
    int most = 1;
    for (Partition.Part part : partition.parts()) {
      most = Math.max(most, number(part, targets, 0));
    }
    bits = Integer.SIZE - Integer.numberOfLeadingZeros(most - 1);
    for (Partition.Part part : partition.parts()) {
      number(part, targets, partition.isSplit() ? part.index() << bits : 0);
    }
  }

  /**
   * The blocks that need a state because some code jumps to them; a block that is only fallen into
   * does not need one.
   */
  private Set<Block> targets() {
    Set<Block> targets = new HashSet<>();
    for (Partition.Part part : partition.parts()) {
      List<Block> blocks = part.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
        for (Block successor : block.terminator().targets()) {
          // The handler is found by the state, so a new region needs a new state.
          if (successor != next || !fallsInto(block, next) || next.region() != block.region()) {
            targets.add(successor);
          }
        }
        targets.addAll(Edges.jumps(block));
        if (block.region() != null) {
          targets.add(block.region().handler());
        }
      }
    }
    for (Block block : graph.blocks()) {
      Suspension suspension = block.suspension();
      if (suspension != null && suspension.cleanup() != null) {
        targets.add(suspension.cleanup());
      }
    }
    return targets;
  }

  /** Numbers the blocks of a part; returns the next free number. */
  private int number(Partition.Part part, Set<Block> targets, int first) {
    // 0 is the start of the body.
    int next = first == 0 && !part.blocks().contains(graph.entry()) ? 1 : first;
    for (Block block : part.blocks()) {
      if (block == graph.entry() || block.isResumePoint() || targets.contains(block)) {
        states.put(block, next++);
      }
    }
    for (Block entry : part.entries()) {
      entries.put(entry, next++);
    }
    return next;
  }

  /** Whether {@code block} falls through to {@code next} without a jump. */
  private static boolean fallsInto(Block block, Block next) {
    Suspension suspension = block.suspension();
    if (suspension != null) {
      return suspension.ready() == next;
    }
    // A switch sets the state.
    return !block.terminator().isSwitch() && block.terminator().targets().contains(next);
  }

  /** The state of a block that has one. */
  int of(Block block) {
    return of(states, block);
  }

  private static int of(Map<Block, Integer> numbers, Block block) {
    Integer state = numbers.get(block);
    if (state == null) {
      throw new IllegalStateException("a jump to a block without a state: " + block.note());
    }
    return state;
  }

  /** Whether a block has a state. A block that is only fallen into does not have one. */
  boolean has(Block block) {
    return states.containsKey(block);
  }

  /** The state through which other parts enter a block. */
  int ofEntry(Block block) {
    return of(entries, block);
  }

  /** The number of low bits of a state's number that do not identify the part. */
  int bits() {
    return bits;
  }

  /** The blocks that suspend, by the state in which they resume. */
  Map<Integer, Block> suspensionsByState() {
    Map<Integer, Block> result = new TreeMap<>();
    for (Block block : graph.blocks()) {
      Suspension suspension = block.suspension();
      if (suspension != null) {
        result.put(of(suspension.resume()), block);
      }
    }
    return result;
  }

  /** The lines of the suspensions, by the state in which they resume. */
  Map<Integer, Integer> linesByState() {
    Map<Integer, Integer> result = new TreeMap<>();
    suspensionsByState()
        .forEach(
            (state, block) -> {
              Suspension suspension = block.suspension();
              if (suspension != null) {
                result.put(state, suspension.line());
              }
            });
    return result;
  }
}
