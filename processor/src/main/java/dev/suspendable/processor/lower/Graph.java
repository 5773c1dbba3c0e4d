package dev.suspendable.processor.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lowered body.
 *
 * @param blocks in the order in which they are laid out; the first is the entry
 */
public record Graph(List<Block> blocks) {
  public Graph {
    blocks = List.copyOf(blocks);
  }

  /** The blocks that can be reached by a resumption, in their order. */
  public List<Block> resumed() {
    Set<Block> reached = new HashSet<>();
    List<Block> todo = new ArrayList<>();
    for (Block block : blocks) {
      if (block.terminator() instanceof Terminator.Suspend suspend) {
        todo.add(suspend.resume());
        if (suspend.cleanup() != null) {
          todo.add(suspend.cleanup());
        }
      }
    }
    while (!todo.isEmpty()) {
      Block block = todo.remove(todo.size() - 1);
      if (reached.add(block)) {
        todo.addAll(Edges.successors(block));
        if (block.region() != null) {
          todo.add(block.region().handler());
        }
      }
    }
    return blocks.stream().filter(reached::contains).toList();
  }

  public Block entry() {
    return blocks.get(0);
  }
}
