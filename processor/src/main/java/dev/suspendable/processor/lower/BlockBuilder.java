package dev.suspendable.processor.lower;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates blocks and fills the current one. Blocks are laid out in the order in which they are
 * started, which is the order of the source.
 */
final class BlockBuilder {
  private final List<Block> blocks = new ArrayList<>();
  private final List<Block> aside = new ArrayList<>();
  private final List<Lowered.Loop> loops = new ArrayList<>();
  private @Nullable Region region;
  private @Nullable Block current;
  private int suspensions;

  /** A new block in the current region, not yet laid out. */
  Block block(String note) {
    return new Block(region, note);
  }

  /** A new block in another region. */
  static Block blockIn(@Nullable Region region, String note) {
    return new Block(region, note);
  }

  /** Lays {@code block} out next and makes it current. */
  void start(Block block) {
    blocks.add(block);
    current = block;
  }

  boolean isReachable() {
    return current != null;
  }

  void add(Op op) {
    if (current != null) {
      current.ops().add(op);
    }
  }

  /** Ends the current block; what follows is unreachable until another one is started. */
  void end(Terminator terminator) {
    if (current != null) {
      if (terminator instanceof Suspension) {
        suspensions++;
      }
      current.end(terminator);
      current = null;
    }
  }

  void goTo(Block target) {
    end(new Terminator.Goto(target));
  }

  @Nullable Region region() {
    return region;
  }

  void enter(@Nullable Region region) {
    this.region = region;
  }

  /** The number of suspensions so far. */
  int suspensions() {
    return suspensions;
  }

  /** Records a finished loop: the blocks that have been started since {@code head}. */
  void endLoop(Block head) {
    loops.add(new Lowered.Loop(blocks.indexOf(head), blocks.size()));
  }

  /** Lays a finished block out after all others. */
  void aside(Block block) {
    aside.add(block);
  }

  /** All blocks in the order of their layout, and the loops. */
  Lowered lowered() {
    List<Block> all = new ArrayList<>(blocks);
    all.addAll(aside);
    return new Lowered(new Graph(all), List.copyOf(loops));
  }
}
