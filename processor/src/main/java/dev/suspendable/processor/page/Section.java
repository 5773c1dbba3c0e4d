package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import dev.suspendable.processor.diagram.Diagram;
import dev.suspendable.processor.diagram.Diagram.Kept;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.SvgDrawing;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final Pattern RESUMES =
      Pattern.compile("^ *case (\\d+): \\{ // resumes here: (.*)", Pattern.MULTILINE);

  /** The ways to suspend: see {@code model.Abi}. */
  private static final Pattern SUSPENDS =
      Pattern.compile("\\.\\$(?:suspend|leave|call)\\((\\d+)[,)]");

  private final Coroutine coroutine;
  private final String id;
  private final Listing source;
  private final Listing frame;
  private final StringBuilder out = new StringBuilder();

  /** The states whose place in the frame is found. */
  private final Set<Integer> resumed = new HashSet<>();

  private Section(Coroutine coroutine) {
    this.coroutine = coroutine;
    this.id = coroutine.frame().name().binaryName();
    this.source = new Listing(coroutine.source().lines());
    this.frame = new Listing(coroutine.frame().text().source().lines().toList());
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
    linkFrame();
    linkSource();
    List<Node> points = points();
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
    about(points);
    pane("source", "Your source");
    sourceLines();
    endPane();
    pane("states", "States");
    out.append(SvgDrawing.element(coroutine.diagram(), new DiagramLinks()));
    endPane();
    pane("frame", "Generated frame");
    frameLines();
    endPane();
    return out.append("</section>\n").toString();
  }

  private void attribute(String name, String value) {
    out.append(" data-").append(name).append("=\"").append(escaped(value)).append('"');
  }

  private List<Node> points() {
    return coroutine.diagram().nodes().stream().filter(node -> node.kind() == Kind.POINT).toList();
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

  private String idOfSource(Node node) {
    return node.kind() == Kind.POINT ? id + "-source-" + node.state() : idOfLine(node.line());
  }

  private String idOfLine(int line) {
    return id + "-line-" + line;
  }

  private boolean hasLine(int line) {
    int first = coroutine.source().first();
    return line >= first && line < first + coroutine.source().lines().size();
  }

  private void linkSource() {
    for (Node node : points()) {
      if (hasLine(node.line())) {
        int start = source.offset(node.line() - coroutine.source().first());
        Matcher matcher = suspension(node).matcher(source.text());
        boolean isFound = matcher.find(start);
        while (isFound && source.isLinked(matcher.start(), matcher.end())) {
          isFound = matcher.find(matcher.end());
        }
        if (isFound && isNear(start, matcher.start())) {
          link(node, matcher.start(), matcher.end());
        } else {
          linkLine(node, start);
        }
      }
    }
  }

  /** A suspension begins on its line, or somewhat further on if its operands are before it. */
  private boolean isNear(int start, int found) {
    return source.text().substring(start, found).chars().filter(c -> c == '\n').count() < 3;
  }

  /** The text of a suspension, in which blanks may be line breaks, and the end may be missing. */
  private static Pattern suspension(Node node) {
    String text = node.text().replaceFirst("\\.\\.\\.$", "");
    return Pattern.compile(
        Arrays.stream(text.split(" "))
            .map(word -> Pattern.quote(word).replace("(", "\\E\\(\\s*\\Q"))
            .collect(Collectors.joining("\\s+")));
  }

  /** The whole line, because the suspension has no text in it: the closing of a resource. */
  private void linkLine(Node node, int start) {
    int newline = source.text().indexOf('\n', start);
    int end = newline < 0 ? source.text().length() : newline;
    if (!source.isLinked(start, end)) {
      link(node, start, end);
    }
  }

  private void link(Node node, int start, int end) {
    String target = resumed.contains(node.state()) ? idOfFrame(node.state()) : id;
    String link = "href=\"#" + escaped(target) + "\" data-point=\"" + node.state() + '"';
    source.link(start, end, "id=\"" + escaped(idOfSource(node)) + "\" " + link, link);
  }

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
      String lineId = named.contains(number) ? " id=\"" + escaped(idOfLine(number)) + '"' : "";
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

  private String idOfFrame(int state) {
    return id + "-frame-" + state;
  }

  private void linkFrame() {
    Matcher matcher = RESUMES.matcher(frame.text());
    Map<Integer, Node> nodes =
        points().stream().collect(Collectors.toMap(Node::state, node -> node));
    while (matcher.find()) {
      Node node = nodes.get(Integer.parseInt(matcher.group(1)));
      // The user's text may contain the like.
      if (node != null && matcher.group(2).startsWith(where(node)) && resumed.add(node.state())) {
        String target = hasLine(node.line()) ? idOfSource(node) : id;
        String link = "href=\"#" + escaped(target) + "\" data-point=\"" + node.state() + '"';
        frame.link(
            matcher.start(),
            matcher.end(),
            "id=\"" + escaped(idOfFrame(node.state())) + "\" " + link,
            link);
      }
    }
  }

  private String where(Node node) {
    return coroutine.frame().origin().file() + ":" + node.line() + ", ";
  }

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

  // The diagram.

  private final class DiagramLinks implements SvgDrawing.Links {
    @Override
    public String id(Node node) {
      return id + "-state-" + node.id();
    }

    @Override
    public String target(Node node) {
      if (node.kind() == Kind.POINT) {
        return resumed.contains(node.state()) ? idOfFrame(node.state()) : id;
      }
      return hasLine(node.line()) ? idOfLine(node.line()) : "";
    }
  }

  /** A sentence or two on each point, shown when it is selected. */
  private void about(List<Node> points) {
    out.append("<div class=\"about\" aria-live=\"polite\">\n<p class=\"hint\">Click an underlined");
    out.append(" suspension, a box or a <code>case</code> to see it in all three.</p>\n");
    for (Node node : points) {
      out.append("<p data-point=\"").append(node.state()).append("\"><b>");
      out.append(node.state()).append("</b> Line ").append(node.line()).append(", <code>");
      out.append(escaped(node.text())).append("</code>. If it suspends, the frame ");
      out.append(keptText(node));
      out.append(" and the thread is free. Later the coroutine resumes at <code>case ");
      out.append(node.state()).append("</code>");
      out.append(next(node)).append(".</p>\n");
    }
    out.append("</div>\n");
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

  private String next(Node node) {
    Diagram diagram = coroutine.diagram();
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
