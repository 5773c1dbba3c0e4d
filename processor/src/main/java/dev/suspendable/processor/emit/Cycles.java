package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the blocks that control may reach again without a resumption in between. They are the
 * strongly connected components of the graph, computed in a single traversal (Tarjan 1972).
 */
final class Cycles {
  private final Map<Block, Set<Block>> onward;
  private final Map<Block, Integer> number = new HashMap<>();
  private final Map<Block, Integer> least = new HashMap<>();
  private final Deque<Block> open = new ArrayDeque<>();
  private final Set<Block> isOpen = new HashSet<>();
  private final Map<Block, Set<Block>> components = new HashMap<>();

  private Cycles(Map<Block, Set<Block>> onward) {
    this.onward = onward;
  }

  /** The edges among these blocks that control may take without a resumption. */
  static Map<Block, Set<Block>> edges(Collection<Block> blocks) {
    Map<Block, Set<Block>> edges = new HashMap<>();
    blocks.forEach(block -> edges.put(block, Edges.onward(block)));
    return edges;
  }

  /**
   * For each block, the blocks that share a cycle with it, including itself; a block that is not in
   * a cycle has no entry.
   *
   * @param blocks the blocks that a cycle may consist of
   */
  static Map<Block, Set<Block>> of(Collection<Block> blocks, Map<Block, Set<Block>> onward) {
    Map<Block, Set<Block>> among = new HashMap<>();
    for (Block block : blocks) {
      among.put(block, onward.getOrDefault(block, Set.of()));
    }
    Cycles cycles = new Cycles(among);
    blocks.forEach(cycles::visit);
    return cycles.components;
  }

  /**
   * A position in the traversal. The traversal has an explicit stack, because a graph may be deeper
   * than the call stack allows.
   */
  private record Visit(Block block, Iterator<Block> rest) {}

  private void visit(Block root) {
    if (number.containsKey(root)) {
      return;
    }
    Deque<Visit> path = new ArrayDeque<>();
    path.push(enter(root));
    while (!path.isEmpty()) {
      Visit at = path.element();
      if (!at.rest.hasNext()) {
        path.pop();
        leave(at.block);
        if (!path.isEmpty()) {
          least.merge(path.element().block, leastOf(at.block), Math::min);
        }
        continue;
      }
      Block next = at.rest.next();
      if (!onward.containsKey(next)) {
        continue;
      }
      if (!number.containsKey(next)) {
        path.push(enter(next));
      } else if (isOpen.contains(next)) {
        least.merge(at.block, number.getOrDefault(next, 0), Math::min);
      }
    }
  }

  private Visit enter(Block block) {
    number.put(block, number.size());
    least.put(block, number.size() - 1);
    open.push(block);
    isOpen.add(block);
    return new Visit(block, onward.getOrDefault(block, Set.of()).iterator());
  }

  private int leastOf(Block block) {
    return least.getOrDefault(block, 0);
  }

  private void leave(Block block) {
    if (leastOf(block) != number.getOrDefault(block, 0)) {
      return;
    }
    List<Block> component = new ArrayList<>();
    Block last;
    do {
      last = open.pop();
      isOpen.remove(last);
      component.add(last);
    } while (last != block);
    if (component.size() > 1 || onward.getOrDefault(block, Set.of()).contains(block)) {
      Set<Block> members = new HashSet<>(component);
      component.forEach(member -> components.put(member, members));
    }
  }
}
