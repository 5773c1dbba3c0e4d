package dev.suspendable.processor.lower;

import java.util.List;

/**
 * A lowered body.
 *
 * @param blocks in the order in which they are laid out; the first is the entry
 */
public record Graph(List<Block> blocks) {
  public Graph {
    blocks = List.copyOf(blocks);
  }

  public Block entry() {
    return blocks.get(0);
  }
}
