package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import dev.suspendable.processor.diagram.Diagram.Kept;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.SvgDrawing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of the page about one coroutine: a file of its own beside the frame, from which pages
 * are made. It is complete, so that a page only joins such files.
 */
public final class Section {
  /** The end of the name of the file. */
  public static final String SUFFIX = ".page";

  /** In the first line; other versions of this class write another one. */
  static final String FORMAT = "page 1";

  /** The ways to suspend: see {@code model.Abi}. */
  private static final Pattern SUSPENDS =
      Pattern.compile("\\.\\$(?:suspend|leave|call)\\((\\d+)[,)]");

  private final Coroutine coroutine;
  private final String id;
  private final Listing source;
  private final Listing frame;
  private final PointLinks links;
  private final StringBuilder out = new StringBuilder();

  private Section(Coroutine coroutine) {
    this.coroutine = coroutine;
    this.id = coroutine.frame().name().binaryName();
    this.source = new Listing(coroutine.source().lines());
    this.frame = new Listing(coroutine.frame().text().source().lines().toList());
    this.links = new PointLinks(coroutine, source, frame);
  }

  /**
   * The section of a coroutine.
   *
   * @param mark marks the file as ours
   */
  public static String of(Coroutine coroutine, String mark) {
    return new Section(coroutine).write(mark);
  }

  private String write(String mark) {
    List<Node> points = coroutine.diagram().points();
    out.append("<!-- ").append(mark).append(" ").append(FORMAT).append(" -->\n");
    out.append("<section class=\"coroutine\" id=\"").append(escaped(id)).append('"');
    attribute("name", coroutine.name());
    attribute("package", coroutine.frame().name().packageName());
    attribute("type", coroutine.type());
    attribute("file", coroutine.file());
    attribute("line", String.valueOf(coroutine.line()));
    attribute("points", String.valueOf(points.size()));
    attribute("keeps", keeps(points));
    out.append(">\n");
    out.append("<header><h2>").append(escaped(coroutine.name())).append("</h2><p>");
    out.append("<span class=\"type\">").append(escaped(coroutine.type())).append("</span> · ");
    out.append(escaped(coroutine.file() + ":" + coroutine.line())).append(" · ");
    out.append(points.size() == 1 ? "1 resume point" : points.size() + " resume points");
    out.append("</p></header>\n");
    out.append(PointTexts.of(coroutine.diagram()));
    pane("source", "Your source");
    sourceLines();
    endPane();
    pane("states", "States");
    out.append(SvgDrawing.element(coroutine.diagram(), links));
    endPane();
    pane("frame", "Generated frame");
    frameLines();
    endPane();
    return out.append("</section>\n").toString();
  }

  private void attribute(String name, String value) {
    out.append(" data-").append(name).append("=\"").append(escaped(value)).append('"');
  }

  private static String keeps(List<Node> points) {
    return points.stream()
        .flatMap(node -> node.keeps().stream())
        .filter(kept -> !kept.isGenerated())
        .map(Kept::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void pane(String style, String title) {
    out.append("<div class=\"pane ").append(style).append("\" tabindex=\"0\" role=\"group\"");
    out.append(" aria-label=\"").append(title).append("\"><h3>").append(title).append("</h3>\n");
  }

  private void endPane() {
    out.append("</div>\n");
  }

  // The user's source.

  private void sourceLines() {
    if (coroutine.source().lines().isEmpty()) {
      out.append("<p class=\"none\">The source of this coroutine is generated.</p>\n");
      return;
    }
    List<Integer> named =
        coroutine.diagram().nodes().stream()
            .filter(n -> n.kind() != Kind.POINT)
            .map(Node::line)
            .toList();
    int number = coroutine.source().first();
    out.append("<div class=\"code\">\n");
    for (String line : source.lines()) {
      String lineId =
          named.contains(number) ? " id=\"" + escaped(links.idOfLine(number)) + '"' : "";
      line(number, number, lineId, line);
      number++;
    }
    out.append("</div>\n");
  }

  private void line(int number, int usersLine, String attributes, String content) {
    int indent = 0;
    while (indent < content.length() && content.charAt(indent) == ' ') {
      indent++;
    }
    out.append("<p").append(attributes).append(" data-n=\"").append(number).append('"');
    if (usersLine > 0) {
      out.append(" data-line=\"").append(usersLine).append('"');
    }
    out.append(indent == 0 ? "" : " style=\"--i:" + indent + '"').append('>');
    out.append(content.substring(indent)).append("</p>\n");
  }

  // The frame.

  private void frameLines() {
    int[] lines = coroutine.frame().text().userLines();
    int number = 1;
    out.append("<div class=\"code\">\n");
    for (String line : frame.lines()) {
      // Negative lines are of code around the user's, which only continues it.
      int usersLine = number <= lines.length ? Math.max(0, lines[number - 1]) : 0;
      Matcher suspends = SUSPENDS.matcher(line);
      String state = suspends.find() ? " data-suspends=\"" + suspends.group(1) + '"' : "";
      line(number, usersLine, state, line);
      number++;
    }
    out.append("</div>\n");
  }
}
