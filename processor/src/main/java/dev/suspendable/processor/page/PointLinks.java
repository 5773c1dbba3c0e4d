package dev.suspendable.processor.page;

import static dev.suspendable.processor.diagram.Markup.escaped;

import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.SvgDrawing;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the resume points of a coroutine in the user's source and in the frame, and links the two
 * and the diagram to each other.
 */
final class PointLinks implements SvgDrawing.Links {
  private static final Pattern RESUMES =
      Pattern.compile("^ *case (\\d+): \\{ // resumes here: (.*)", Pattern.MULTILINE);

  private final Coroutine coroutine;
  private final String id;
  private final Listing source;
  private final Listing frame;

  /** The states whose place in the frame is found. */
  private final Set<Integer> resumed = new HashSet<>();

  /** Links the points in two listings. */
  PointLinks(Coroutine coroutine, Listing source, Listing frame) {
    this.coroutine = coroutine;
    this.id = coroutine.frame().name().binaryName();
    this.source = source;
    this.frame = frame;
    linkFrame();
    linkSource();
  }

  // Places.

  private String idOfSource(Node node) {
    return node.kind() == Kind.POINT ? id + "-source-" + node.state() : idOfLine(node.line());
  }

  String idOfLine(int line) {
    return id + "-line-" + line;
  }

  private String idOfFrame(int state) {
    return id + "-frame-" + state;
  }

  private boolean hasLine(int line) {
    int first = coroutine.source().first();
    return line >= first && line < first + coroutine.source().lines().size();
  }

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

  // The user's source.

  private void linkSource() {
    for (Node node : coroutine.diagram().points()) {
      if (hasLine(node.line())) {
        int start = source.offset(node.line() - coroutine.source().first());
        Matcher matcher = suspension(node).matcher(source.text());
        boolean isFound = matcher.find(start);
        while (isFound && source.isLinked(matcher.start(), matcher.end())) {
          isFound = matcher.find(matcher.end());
        }
        if (isFound && isNear(start, matcher.start())) {
          link(node, matcher.start(), endOfWord(matcher.end()));
        } else {
          linkLine(node, start);
        }
      }
    }
  }

  /** A text that is shortened may end in a word. */
  private int endOfWord(int end) {
    String text = source.text();
    int after = end;
    while (after < text.length()
        && Character.isJavaIdentifierPart(text.charAt(after - 1))
        && Character.isJavaIdentifierPart(text.charAt(after))) {
      after++;
    }
    return after;
  }

  /** A suspension begins on its line, or somewhat further on if its operands are before it. */
  private boolean isNear(int start, int found) {
    return source.text().substring(start, found).chars().filter(c -> c == '\n').count() < 3;
  }

  /** The text of a suspension, in which blanks may be line breaks, and the end may be missing. */
  private static Pattern suspension(Node node) {
    String text = node.text().replaceFirst("…$", "");
    return Pattern.compile(
        Arrays.stream(text.split(" "))
            .map(Pattern::quote)
            .map(word -> word.replace("(", "\\E\\(\\s*\\Q").replace(".", "\\E\\s*\\.\\Q"))
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

  // The frame.

  private void linkFrame() {
    Matcher matcher = RESUMES.matcher(frame.text());
    Map<Integer, Node> nodes =
        coroutine.diagram().points().stream().collect(Collectors.toMap(Node::state, node -> node));
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
}
