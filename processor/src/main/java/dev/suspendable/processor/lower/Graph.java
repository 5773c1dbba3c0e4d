package dev.suspendable.processor.lower;

import java.util.ArrayList;
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
    List<Block> starts = new ArrayList<>();
    for (Block block : blocks) {
      Suspension suspension = block.suspension();
      if (suspension != null) {
        starts.add(suspension.resume());
        Block cleanup = suspension.cleanup();
        if (cleanup != null) {
          starts.add(cleanup);
        }
      }
    }
    Set<Block> reached = Edges.reachable(starts);
    return blocks.stream().filter(reached::contains).toList();
  }

  public Block entry() {
    return blocks.get(0);
  }
}
