package dev.suspendable.processor.lower;

import java.util.List;
import java.util.Set;

/** Blocks that control never gets to are left out. */
public final class DropUnreachable {
  private DropUnreachable() {}

  /** The graph without these blocks. */
  public static Graph in(Graph graph) {
    Set<Block> reached = Edges.reachable(List.of(graph.entry()));
    return new Graph(graph.blocks().stream().filter(reached::contains).toList());
  }
}
