package dev.suspendable.processor.lower;

import java.util.List;

/**
 * A body as it has been lowered.
 *
 * @param graph its blocks in the order of the source
 * @param loops its loops, inner ones first
 */
public record Lowered(Graph graph, List<Loop> loops) {
  /**
   * A loop, as a range of the blocks. Holds until blocks are taken out.
   *
   * @param start the index of its head
   * @param end the index behind its last block
   */
  public record Loop(int start, int end) {}
}
