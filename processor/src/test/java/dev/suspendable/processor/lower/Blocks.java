package dev.suspendable.processor.lower;

import org.jspecify.annotations.Nullable;

/** Changes blocks as no pass would. */
public final class Blocks {
  private Blocks() {}

  /** A new block. */
  public static Block block(@Nullable Region region, Terminator end) {
    Block block = new Block(region, "");
    block.end(end);
    return block;
  }

  /** Gives a block another end. */
  public static void end(Block block, Terminator end) {
    block.end(end);
  }

  /** Marks a block as one where a suspension resumes. */
  public static void markResumePoint(Block block) {
    block.markResumePoint();
  }
}
