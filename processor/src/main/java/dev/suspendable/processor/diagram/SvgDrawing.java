package dev.suspendable.processor.diagram;

import static dev.suspendable.processor.diagram.Markup.escaped;

import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A diagram as a drawing in SVG: as a file of its own, or as a part of a page. */
public final class SvgDrawing {
  private static final int CORNER = 5;
  private static final Map<String, String> LEGEND =
      new TreeMap<>(
          Map.of(
              "exception", "what an exception runs",
              "stop", "what a stop runs",
              "both", "what an exception or a stop runs"));
  private static final int NARROWEST = 320;

  /** Styles of a file of its own; a page has those that it needs. */
  private static final String STYLE =
      """
      .sheet { fill: #ffffff }
      text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328; white-space: pre }
      .note, .keeps, .legend { fill: #57606a }
      .exit { fill: #0a5fb4 }
      .box { fill: #f6f8fa; stroke: #8c959f }
      .point .box { fill: #eaf3ff; stroke: #0a5fb4 }
      .catch .box, .finally .box { fill: #fff4ec; stroke: #b35900 }
      .badge { fill: #0a5fb4 }
      .number { fill: #ffffff; font-weight: bold; text-anchor: middle }
      .line { fill: none; stroke: #57606a; stroke-width: 1.4 }
      .head { fill: #57606a }
      .exception .line { stroke: #b35900; stroke-dasharray: 6 3 }
      .exception .head { fill: #b35900 }
      .stop .line { stroke: #8250df; stroke-dasharray: 2 3 }
      .stop .head { fill: #8250df }
      .both .line { stroke: #b02a5b; stroke-dasharray: 7 3 2 3 }
      .both .head { fill: #b02a5b }
      @media (prefers-color-scheme: dark) {
        .sheet { fill: #0d1117 }
        text { fill: #e6edf3 }
        .note, .keeps, .legend { fill: #9da7b3 }
        .exit { fill: #79b8ff }
        .box { fill: #161b22; stroke: #6e7681 }
        .point .box { fill: #10243e; stroke: #58a6ff }
        .catch .box, .finally .box { fill: #2b1d10; stroke: #e0823d }
        .badge { fill: #58a6ff }
        .number { fill: #0d1117 }
        .line { stroke: #9da7b3 }
        .head { fill: #9da7b3 }
        .exception .line { stroke: #e0823d }
        .exception .head { fill: #e0823d }
        .stop .line { stroke: #b78aff }
        .stop .head { fill: #b78aff }
        .both .line { stroke: #f778a5 }
        .both .head { fill: #f778a5 }
      }
      """;

  private final Diagram diagram;
  private final Placement placement;
  private final @Nullable Links links;
  private final StringBuilder out = new StringBuilder();

  /** Makes the nodes of a drawing links, and gives them ids. */
  public interface Links {
    /** The id of a node in the page. */
    String id(Node node);

    /** Where a node leads; empty for nowhere. */
    String target(Node node);
  }

  private SvgDrawing(Diagram diagram, @Nullable Links links) {
    this.diagram = diagram;
    this.placement = new Placement(diagram);
    this.links = links;
  }

  /**
   * The drawing as a file.
   *
   * @param head a comment
   */
  public static String file(Diagram diagram, String head) {
    return new SvgDrawing(diagram, null).file(head);
  }

  /** The drawing as an element of a page, whose styles apply. */
  public static String element(Diagram diagram, Links links) {
    SvgDrawing drawing = new SvgDrawing(diagram, links);
    drawing.begin("", drawing.placement.width(), drawing.placement.height());
    drawing.body();
    return drawing.out.append("</svg>\n").toString();
  }

  private String file(String head) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<!-- ").append(escaped(head).replace("--", "- -")).append(" -->\n");
    int width = Math.max(placement.width(), NARROWEST);
    int height = placement.height() + legendRows() * Placement.ROW + 8;
    begin(" xmlns=\"http://www.w3.org/2000/svg\"", width, height);
    out.append("<style>\n").append(STYLE).append("</style>\n");
    out.append("<rect class=\"sheet\" width=\"100%\" height=\"100%\"/>\n");
    body();
    legend(placement.height() + 14);
    return out.append("</svg>\n").toString();
  }

  private void begin(String attributes, int width, int height) {
    String title = "State diagram of " + diagram.title();
    out.append("<svg").append(attributes).append(" class=\"diagram\"");
    out.append(format(" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\"", width, height));
    out.append(links == null ? " role=\"img\"" : "").append(">\n");
    out.append("<title>").append(escaped(title)).append("</title>\n");
  }

  private void body() {
    placement.lines().forEach(this::line);
    placement.boxes().forEach(this::box);
  }

  private void line(Placement.Line line) {
    Edge edge = line.edge();
    out.append(
        format(
            "<g class=\"edge %s\" data-from=\"%s\" data-to=\"%s\">",
            style(edge), edge.from().id(), edge.to().id()));
    String why = edge.why();
    if (!why.isEmpty()) {
      out.append("<title>").append(escaped(why)).append("</title>");
    }
    out.append("<path class=\"line\" d=\"").append(path(line.points())).append("\"/>");
    out.append("<path class=\"head\" d=\"").append(head(line.points())).append("\"/></g>\n");
  }

  private static String style(Edge edge) {
    if (edge.isNormal()) {
      return "normal";
    }
    return edge.ways().size() > 1
        ? "both"
        : edge.ways().iterator().next() == Way.STOP ? "stop" : "exception";
  }

  /**
   * A line with round corners. It begins at the arrowhead, so that the dashes of lines that share a
   * lane are at the same places.
   */
  private static String path(List<int[]> line) {
    List<int[]> points = new ArrayList<>(line);
    Collections.reverse(points);
    StringBuilder path = new StringBuilder(format("M%d %d", points.get(0)[0], points.get(0)[1]));
    for (int i = 1; i < points.size(); i++) {
      int[] to = points.get(i);
      if (i + 1 < points.size()) {
        int[] before = towards(to, points.get(i - 1));
        int[] after = towards(to, points.get(i + 1));
        path.append(
            format("L%d %dQ%d %d %d %d", before[0], before[1], to[0], to[1], after[0], after[1]));
      } else {
        path.append(format("L%d %d", to[0], to[1]));
      }
    }
    return path.toString();
  }

  /** A point beside a corner, on the way to another one. */
  private static int[] towards(int[] corner, int[] other) {
    int dx = other[0] - corner[0];
    int dy = other[1] - corner[1];
    int distance = Math.min(CORNER, Math.abs(dx + dy) / 2);
    return new int[] {
      corner[0] + Integer.signum(dx) * distance, corner[1] + Integer.signum(dy) * distance
    };
  }

  private static String head(List<int[]> points) {
    int[] end = points.get(points.size() - 1);
    int[] before = points.get(points.size() - 2);
    int dx = Integer.signum(before[0] - end[0]) * 7;
    int dy = Integer.signum(before[1] - end[1]) * 7;
    return dx == 0
        ? format("M%d %dl-4 %dh8z", end[0], end[1], dy)
        : format("M%d %dl%d -4v8z", end[0], end[1], dx);
  }

  private void box(Placement.Box box) {
    Node node = box.node();
    String name = node.kind().name().toLowerCase(Locale.ROOT);
    String target = links == null ? "" : links.target(node);
    boolean isLink = !target.isEmpty();
    out.append(isLink ? "<a" : "<g")
        .append(format(" class=\"node %s\" data-node=\"%s\"", name, node.id()));
    if (links != null) {
      out.append(" id=\"").append(escaped(links.id(node))).append('"');
    }
    if (isLink) {
      out.append(" href=\"#").append(escaped(target)).append('"');
    }
    out.append('>');
    String kept = Rows.keptWithTypes(node);
    if (!kept.isEmpty()) {
      out.append("<title>keeps ").append(escaped(kept)).append("</title>");
    }
    out.append(
        format(
            "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\"/>",
            box.x(), box.y(), box.width(), box.height()));
    if (node.kind() == Kind.POINT) {
      badge(box, node.state());
    }
    for (int i = 0; i < box.rows().size(); i++) {
      Rows.Row row = box.rows().get(i);
      text(box.textX(), box.baseline(i), row.style(), row.text());
    }
    out.append(isLink ? "</a>\n" : "</g>\n");
  }

  private void badge(Placement.Box box, int state) {
    String number = String.valueOf(state);
    int width = Math.max(20, 8 * number.length() + 6);
    int x = box.textX() - 24;
    out.append(
        format(
            "<rect class=\"badge\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"9\"/>",
            x - (width - 20) / 2, box.baseline(0) - 13, width));
    text(x + 10, box.baseline(0), "number", number);
  }

  private void text(int x, int y, String style, String text) {
    out.append(format("<text class=\"%s\" x=\"%d\" y=\"%d\">", style, x, y));
    out.append(escaped(text)).append("</text>");
  }

  /** Explains what the drawing has, and nothing else. */
  private void legend(int y) {
    int at = y;
    for (Map.Entry<String, String> entry : LEGEND.entrySet()) {
      if (diagram.edges().stream().anyMatch(edge -> style(edge).equals(entry.getKey()))) {
        String line = "<g class=\"edge %s\"><path class=\"line\" d=\"M10 %dh34\"/></g>";
        out.append(format(line, entry.getKey(), at));
        text(52, at + 4, "legend", entry.getValue());
        at += Placement.ROW;
      }
    }
    if (hasGenerated()) {
      text(10, at + 4, "legend", "( ) a variable of the frame only");
    }
  }

  private int legendRows() {
    long styles =
        LEGEND.keySet().stream()
            .filter(style -> diagram.edges().stream().anyMatch(edge -> style(edge).equals(style)))
            .count();
    return (int) styles + (hasGenerated() ? 1 : 0);
  }

  private boolean hasGenerated() {
    return diagram.nodes().stream()
        .flatMap(node -> node.keeps().stream())
        .anyMatch(Diagram.Kept::isGenerated);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
