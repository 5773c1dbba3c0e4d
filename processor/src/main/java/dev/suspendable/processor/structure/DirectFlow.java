package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The control flow graph without suspensions: it omits the edges of resumptions and of the stopped
 * signal. Blocks are identified by their index in reverse postorder.
 */
final class DirectFlow {
  private final List<Block> order = new ArrayList<>();
  private final Map<Block, Integer> indices = new HashMap<>();
  private final Map<Block, List<Block>> predecessors = new HashMap<>();
  private final Predicate<Suspension> always;
  private final int[] dominators;

  /**
   * @param always whether a suspension is never ready
   */
  DirectFlow(Graph graph, Predicate<Suspension> always) {
    this.always = always;
    number(graph.entry());
    for (Block block : order) {
      for (Block successor : all(block)) {
        predecessors.computeIfAbsent(successor, b -> new ArrayList<>()).add(block);
      }
    }
    dominators = dominators();
  }

  /** Reachable blocks in reverse postorder. */
  List<Block> order() {
    return Collections.unmodifiableList(order);
  }

  int index(Block block) {
    Integer index = indices.get(block);
    if (index == null) {
      throw new IllegalArgumentException("not reached: " + block.note());
    }
    return index;
  }

  boolean isReached(Block block) {
    return indices.containsKey(block);
  }

  /** The successors at the end of a block, once for each path. */
  List<Block> atEnd(Block block) {
    Suspension suspension = block.suspension();
    if (suspension != null) {
      return always.test(suspension) ? List.of() : List.of(suspension.ready());
    }
    return block.terminator().unstopped().stream().map(Terminator.Edge::to).toList();
  }

  /** The successors of a block, either at its end or by a jump in its text. */
  Set<Block> normal(Block block) {
    Set<Block> result = new LinkedHashSet<>(atEnd(block));
    result.addAll(Edges.jumps(block));
    return result;
  }

  private List<Block> all(Block block) {
    List<Block> result = new ArrayList<>(normal(block));
    Region region = handling(block.region());
    if (region != null) {
      result.add(region.handler());
    }
    return result;
  }

  /** The innermost region, starting at {@code region}, whose handler does something. */
  static @Nullable Region handling(@Nullable Region region) {
    Region r = region;
    while (r != null && rethrows(r.handler())) {
      r = r.parent();
    }
    return r;
  }

  /** Whether a handler matters only to the stopped signal. */
  private static boolean rethrows(Block handler) {
    if (!handler.ops().isEmpty()) {
      return false;
    }
    if (handler.terminator() instanceof Terminator.IfStopped test) {
      return rethrows(test.otherwise());
    }
    return handler.terminator() instanceof Terminator.Throw thrown
        && thrown.exception().equals(Code.of(new Code.Generated(Role.THROWN)));
  }

  /** Predecessors, including those whose exceptions go to {@code block}. */
  List<Block> predecessors(Block block) {
    return predecessors.getOrDefault(block, List.of());
  }

  private void number(Block entry) {
    // Depth first without recursion: the last successor is visited first, so that the first one
    // comes first in the order.
    record Visit(Block block, List<Block> successors) {}
    List<Visit> stack = new ArrayList<>();
    Set<Block> seen = new HashSet<>();
    seen.add(entry);
    stack.add(new Visit(entry, all(entry)));
    while (!stack.isEmpty()) {
      Visit visit = stack.get(stack.size() - 1);
      if (visit.successors.isEmpty()) {
        order.add(visit.block);
        stack.remove(stack.size() - 1);
      } else {
        Block next = visit.successors.remove(visit.successors.size() - 1);
        if (seen.add(next)) {
          stack.add(new Visit(next, all(next)));
        }
      }
    }
    Collections.reverse(order);
    for (int i = 0; i < order.size(); i++) {
      indices.put(order.get(i), i);
    }
  }

  /**
   * Computes dominators with the algorithm of Cooper, Harvey, Kennedy: "A Simple, Fast Dominance
   * Algorithm".
   */
  private int[] dominators() {
    int[] result = new int[order.size()];
    Arrays.fill(result, -1);
    result[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < order.size(); i++) {
        int dominator = -1;
        for (Block predecessor : predecessors(order.get(i))) {
          int p = index(predecessor);
          if (result[p] >= 0) {
            dominator = dominator < 0 ? p : common(result, dominator, p);
          }
        }
        changed |= result[i] != dominator;
        result[i] = dominator;
      }
    }
    return result;
  }

  private static int common(int[] dominators, int one, int other) {
    int a = one;
    int b = other;
    while (a != b) {
      if (a > b) {
        a = dominators[a];
      } else {
        b = dominators[b];
      }
    }
    return a;
  }

  Block dominator(Block block) {
    return order.get(dominators[index(block)]);
  }

  boolean dominates(Block one, Block other) {
    int a = index(one);
    int b = index(other);
    while (b > a) {
      b = dominators[b];
    }
    return a == b;
  }

  /** Whether an edge is a back edge to the head of a loop. */
  boolean isBack(Block from, Block to) {
    return index(to) <= index(from);
  }

  /** Whether the graph is reducible: every back edge goes to a block that dominates its source. */
  boolean isReducible() {
    for (Block block : order) {
      for (Block successor : all(block)) {
        if (isBack(block, successor) && !dominates(successor, block)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The blocks of the loop with this head; empty if the block is not the head of a loop. */
  Set<Block> loop(Block head) {
    Set<Block> body = new HashSet<>();
    List<Block> todo = new ArrayList<>();
    for (Block predecessor : predecessors(head)) {
      if (isBack(predecessor, head)) {
        todo.add(predecessor);
      }
    }
    if (todo.isEmpty()) {
      return body;
    }
    body.add(head);
    while (!todo.isEmpty()) {
      Block block = todo.remove(todo.size() - 1);
      if (body.add(block)) {
        todo.addAll(predecessors(block));
      }
    }
    return body;
  }

  boolean isNeverReady(Suspension suspension) {
    return always.test(suspension);
  }

  /** Whether a block has no normal successors. */
  boolean isLast(Block block) {
    return normal(block).isEmpty();
  }
}
