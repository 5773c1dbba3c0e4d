package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.Diagram.Way;

/** A diagram in the language of Graphviz. */
public final class DotText {
  private DotText() {}

  /**
   * The diagram.
   *
   * @param head a line of comment
   */
  public static String of(Diagram diagram, String head) {
    StringBuilder out = new StringBuilder("// " + head + "\n");
    out.append("digraph ").append(quoted(diagram.title())).append(" {\n");
    out.append("  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=10];\n");
    out.append("  edge [fontname=\"sans-serif\", fontsize=9];\n");
    for (Node node : diagram.nodes()) {
      out.append("  ").append(node.id()).append(" [label=").append(label(node)).append("];\n");
    }
    for (Edge edge : diagram.edges()) {
      out.append("  ").append(edge.from().id()).append(" -> ").append(edge.to().id());
      String style = style(edge);
      if (!style.isEmpty()) {
        out.append(" [").append(style).append(']');
      }
      out.append(";\n");
    }
    return out.append("}\n").toString();
  }

  private static String label(Node node) {
    String head = node.kind() == Kind.POINT ? node.state() + ": " + node.text() : node.text();
    return '"'
        + escaped(head)
        + (node.line() == 0 ? "" : "\\lline " + node.line())
        + (node.keeps().isEmpty() ? "" : "\\lkeeps " + escaped(node.kept()))
        + "\\l\"";
  }

  private static String style(Edge edge) {
    String label = edge.why().isEmpty() ? "" : "label=" + quoted(edge.why());
    if (edge.isNormal()) {
      return label;
    }
    return "style=" + (edge.ways().contains(Way.EXCEPTION) ? "dashed" : "dotted") + ", " + label;
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
