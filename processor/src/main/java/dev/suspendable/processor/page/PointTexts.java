package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import dev.suspendable.processor.diagram.Diagram;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import java.util.stream.Collectors;

/** A sentence or two on each resume point, shown when it is selected. */
final class PointTexts {
  private PointTexts() {}

  static String of(Diagram diagram) {
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"about\" aria-live=\"polite\">\n<p class=\"hint\">Click an underlined");
    out.append(" suspension, a box or a <code>case</code> to see it in all three.</p>\n");
    for (Node node : diagram.points()) {
      out.append("<p data-point=\"").append(node.state()).append("\"><b>");
      out.append(node.state()).append("</b> Line ").append(node.line()).append(", <code>");
      out.append(escaped(node.text())).append("</code>. If it suspends, the frame ");
      out.append(keptText(node));
      out.append(" and the thread is free. Later the coroutine resumes at <code>case ");
      out.append(node.state()).append("</code>");
      out.append(next(diagram, node)).append(".</p>\n");
    }
    return out.append("</div>\n").toString();
  }

  private static String keptText(Node node) {
    if (node.keeps().isEmpty()) {
      return "keeps only the state " + node.state() + ",";
    }
    return "keeps "
        + node.keeps().stream()
            .map(kept -> "<code>" + escaped(kept.type() + " " + kept.text()) + "</code>")
            .collect(Collectors.joining(", "))
        + " and the state "
        + node.state()
        + ",";
  }

  private static String next(Diagram diagram, Node node) {
    String cleanup =
        diagram.from(node).stream()
            .filter(edge -> !edge.isNormal())
            .map(
                edge ->
                    article(edge.why())
                        + (edge.to().kind() == Kind.LEFT ? " " : " runs ")
                        + withLine(edge.to()))
            .collect(Collectors.joining("; "));
    return cleanup.isEmpty() ? "" : "; " + cleanup;
  }

  private static String article(String why) {
    return (why.startsWith("e") ? "an " : "a ") + why.replace("or stop", "or a stop");
  }

  private static String withLine(Node node) {
    return switch (node.kind()) {
      case FINALLY ->
          node.shortName().equals("close")
              ? "the closing of the resource at line " + node.line()
              : "the finally block of the try at line " + node.line();
      case CATCH -> "the catch clauses at line " + node.line();
      case LEFT -> "ends the coroutine";
      default -> "<code>" + escaped(node.text()) + "</code>";
    };
  }
}
