package dev.suspendable.processor.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of the blocks of a loop in which a suspension resumes: what comes after the last
 * suspension goes in front of the loop's head, and runs into it. So whoever resumes the coroutine
 * gets from there to the next suspension by one dispatch, not two; the jump to the head is made
 * once, by what enters the loop.
 *
 * <pre>{@code
 * case 0: { i = 0; state = 2; continue dispatch; }
 * case 1: { i = frame.i; i++; }                                   // resumes here
 * case 2: { if (!(i < n)) { … } frame.yieldValue(i); … return frame.suspend(1); }
 * }</pre>
 */
public final class OrderLoops {
  private OrderLoops() {}

  /** The graph with its loops rotated. A loop that suspends last in one inside it stays. */
  public static Graph in(Lowered lowered) {
    List<Block> blocks = new ArrayList<>(lowered.graph().blocks());
    Set<Block> inside = new HashSet<>();
    for (Lowered.Loop each : lowered.loops()) {
      List<Block> loop = blocks.subList(each.start(), each.end());
      int resume = loop.size() - 1;
      while (resume > 0 && !loop.get(resume).isResumePoint()) {
        resume--;
      }
      if (resume > 0 && !inside.contains(loop.get(resume))) {
        Collections.rotate(loop, loop.size() - resume);
      }
      inside.addAll(loop);
    }
    return new Graph(blocks);
  }
}
