package dev.suspendable.processor.dump;

import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph for Graphviz: a box for each block, a line for each edge. Resumptions are dashed, the
 * stopped signal is dotted and an exception grey.
 */
final class GraphDrawing {
  private final Labels labels;
  private final BlockText text;
  private final StringBuilder drawing = new StringBuilder("digraph coroutine {\n");

  private GraphDrawing(Labels labels) {
    this.labels = labels;
    this.text = new BlockText(labels);
    drawing.append("  node [shape=box, fontname=\"monospace\", fontsize=10];\n");
  }

  /** The graph without parts. */
  static String of(Graph graph, Labels labels) {
    GraphDrawing drawing = new GraphDrawing(labels);
    graph.blocks().forEach(drawing::box);
    return drawing.withEdges(graph);
  }

  /** The graph with a frame around each part of the state machine. */
  static String of(Graph graph, Partition partition, Labels labels) {
    GraphDrawing drawing = new GraphDrawing(labels);
    graph.blocks().forEach(drawing::box);
    for (Partition.Part part : partition.parts()) {
      drawing.drawing.append(
          "  subgraph cluster_"
              + part.index()
              + " { label=\"part "
              + part.index()
              + "\"; "
              + labels.ofBlocks(part.blocks()).replace(' ', ';')
              + "; }\n");
    }
    return drawing.withEdges(graph);
  }

  private void box(Block block) {
    String lines =
        Stream.concat(Stream.of(text.head(block)), text.lines(block).stream())
            .map(line -> escaped(line) + "\\l")
            .collect(Collectors.joining());
    drawing.append("  " + labels.of(block) + " [label=\"" + lines + "\"];\n");
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String withEdges(Graph graph) {
    for (Block block : graph.blocks()) {
      Set<Block> onward = Edges.onward(block);
      edges(block, onward, "");
      Suspension suspension = block.suspension();
      if (suspension != null) {
        if (!onward.contains(suspension.resume())) {
          edges(block, List.of(suspension.resume()), " [style=dashed]");
        }
        Block cleanup = suspension.cleanup();
        if (cleanup != null) {
          edges(block, List.of(cleanup), " [style=dotted]");
        }
      }
      if (block.region() != null) {
        edges(block, List.of(block.region().handler()), " [color=grey]");
      }
    }
    return drawing.append("}\n").toString();
  }

  private void edges(Block from, Iterable<Block> to, String style) {
    to.forEach(
        block ->
            drawing.append("  " + labels.of(from) + " -> " + labels.of(block) + style + ";\n"));
  }
}
