package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import java.util.ArrayList;
import java.util.List;

/** A very long block becomes several, so that a state machine can be split there. */
public final class DivideBlocks {
  /** Characters of text above which a block is divided. */
  private static final int LONGEST = 2_000;

  private DivideBlocks() {}

  /** Shortens the blocks of a graph; the result has what was cut off as blocks of their own. */
  public static Graph in(Graph graph) {
    List<Block> divided = new ArrayList<>();
    for (Block block : graph.blocks()) {
      Block rest = block;
      for (int at = place(rest); at > 0; at = place(rest)) {
        Block next = new Block(rest.region(), "");
        List<Op> later = rest.ops().subList(at, rest.ops().size());
        next.ops().addAll(later);
        next.end(rest.terminator());
        later.clear();
        rest.end(new Terminator.Goto(next));
        divided.add(rest);
        rest = next;
      }
      divided.add(rest);
    }
    return new Graph(divided);
  }

  /** Behind which operation to divide a block, 0 for none. */
  private static int place(Block block) {
    int[] length = {0};
    for (int i = 0; i + 1 < block.ops().size(); i++) {
      Op op = block.ops().get(i);
      op.codes()
          .forEach(
              code ->
                  code.forEach(
                      piece -> length[0] += piece instanceof Code.Text t ? t.text().length() : 2));
      if (length[0] > LONGEST) {
        return i + 1;
      }
    }
    return 0;
  }
}
