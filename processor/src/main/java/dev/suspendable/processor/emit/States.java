package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The numbers of the states: which blocks of a graph have one, and which. */
final class States {
  private final Graph graph;
  private final Map<Block, Integer> states = new LinkedHashMap<>();

  /**
   * @param written the blocks to be written: all, or those that are reached by a resumption
   */
  States(Graph graph, List<Block> written) {
    this.graph = graph;
    number(written);
  }

  /**
   * Blocks that something jumps to get a state; those that are only fallen into do not need one.
   */
  private void number(List<Block> blocks) {
    Set<Block> targets = new HashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
      for (Block successor : Edges.targets(block.terminator())) {
        // The handler is found by the state, so that a new region needs a new one.
        if (successor != next || !fallsInto(block, next) || next.region() != block.region()) {
          targets.add(successor);
        }
      }
      targets.addAll(Edges.jumps(block));
      if (block.region() != null) {
        targets.add(block.region().handler());
      }
    }
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend && suspend.cleanup() != null) {
        targets.add(suspend.cleanup());
      }
    }
    int next = blocks.contains(graph.entry()) ? 0 : 1; // 0 is the start of the body
    for (Block block : blocks) {
      if (block == graph.entry() || block.isResumePoint() || targets.contains(block)) {
        states.put(block, next++);
      }
    }
  }

  /** Whether {@code block} is written so that its end runs into {@code next} without a jump. */
  private static boolean fallsInto(Block block, Block next) {
    Terminator end = block.terminator();
    if (end instanceof Terminator.Goto to) {
      return to.target() == next;
    }
    if (end instanceof Terminator.Branch branch) {
      return branch.ifTrue() == next || branch.ifFalse() == next;
    }
    if (end instanceof Terminator.IfDone test) {
      return test.done() == next || test.otherwise() == next;
    }
    if (end instanceof Terminator.TailCall call) {
      return call.ready() == next;
    }
    return end instanceof Terminator.Suspend suspend && suspend.ready() == next;
  }

  /** The state of a block that has one. */
  int of(Block block) {
    Integer state = states.get(block);
    if (state == null) {
      throw new IllegalStateException("a jump to a block without a state: " + block.note());
    }
    return state;
  }

  /** Whether a block has a state; one that is only fallen into has none. */
  boolean has(Block block) {
    return states.containsKey(block);
  }

  /** All blocks with a state, in the order of their numbers. */
  Map<Block, Integer> all() {
    return Collections.unmodifiableMap(states);
  }

  /** The lines of the suspensions by the state that they resume in. */
  Map<Integer, Integer> linesByState() {
    Map<Integer, Integer> result = new TreeMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        result.put(of(suspend.resume()), suspend.line());
      }
    }
    return result;
  }
}
