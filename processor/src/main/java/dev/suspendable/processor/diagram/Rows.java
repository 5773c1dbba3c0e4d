package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Kept;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text in the box of a node, as rows of a limited width. */
final class Rows {
  /** The most columns of a row. */
  private static final int COLUMNS = 40;

  /** The most ways out of a box that have a row. */
  private static final int MOST_EXITS = 10;

  /**
   * A row.
   *
   * @param style the name of its style
   * @param exit the edge that leaves the box at this row, or null
   */
  record Row(String style, String text, @Nullable Edge exit) {}

  private Rows() {}

  /** The rows of a node. An edge to the node below needs a row only if it has a condition. */
  static List<Row> of(Diagram diagram, Node node) {
    List<Row> rows = new ArrayList<>();
    String head = node.kind() == Kind.START ? diagram.title() : node.text();
    add(rows, "text", wrapped(head, ""));
    if (node.kind() == Kind.START && !node.text().equals("start")) {
      add(rows, "note", wrapped(node.text(), ""));
    }
    if (node.line() != 0) {
      rows.add(
          new Row(
              "note", (node.kind() == Kind.FINALLY ? "try, line " : "line ") + node.line(), null));
    }
    if (!node.keeps().isEmpty()) {
      add(rows, "keeps", wrapped("keeps " + node.kept(), "      "));
    }
    List<Edge> normal = diagram.from(node).stream().filter(Edge::isNormal).toList();
    if (normal.size() > 1 || normal.stream().anyMatch(edge -> !edge.label().isEmpty())) {
      for (Edge edge : normal.subList(0, Math.min(normal.size(), MOST_EXITS))) {
        String target = "→ " + edge.to().shortName();
        List<String> lines =
            wrapped(edge.label().isEmpty() ? target : edge.label() + " " + target, "  ");
        for (int i = 0; i < lines.size(); i++) {
          rows.add(new Row("exit", lines.get(i), i == 0 ? edge : null));
        }
      }
      if (normal.size() > MOST_EXITS) {
        rows.add(new Row("exit", "and " + (normal.size() - MOST_EXITS) + " more", null));
      }
    }
    return rows;
  }

  private static void add(List<Row> rows, String style, List<String> lines) {
    lines.forEach(line -> rows.add(new Row(style, line, null)));
  }

  /** The types of what a node keeps, for a tool tip. */
  static String keptWithTypes(Node node) {
    return String.join(
        ", ", node.keeps().stream().map((Kept kept) -> kept.type() + " " + kept.text()).toList());
  }

  /** Breaks text at blanks, and words that are too long anywhere. */
  static List<String> wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && columns(line + " " + word) > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        line.append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
      while (columns(line.toString()) > COLUMNS) {
        int cut = afterSign(line, fitting(line));
        lines.add(line.substring(0, cut));
        line = new StringBuilder(indent + line.substring(cut));
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** A place behind a dot or a parenthesis, if there is one in the second half of what fits. */
  private static int afterSign(CharSequence line, int fitting) {
    for (int cut = fitting; cut > fitting / 2; cut--) {
      if (".(,".indexOf(line.charAt(cut - 1)) >= 0) {
        return cut;
      }
    }
    return fitting;
  }

  private static int fitting(CharSequence line) {
    int cut = 0;
    int columns = 0;
    while (true) {
      int character = Character.codePointAt(line, cut);
      columns += columns(character);
      if (columns > COLUMNS) {
        return cut;
      }
      cut += Character.charCount(character);
    }
  }

  /** The width of text in a font of fixed width. */
  static int columns(String text) {
    return text.codePoints().map(Rows::columns).sum();
  }

  private static int columns(int character) {
    return Character.UnicodeBlock.of(character) == Character.UnicodeBlock.BASIC_LATIN
            || character < 0x1100
            || character == '…'
            || character == '→'
        ? 1
        : 2;
  }
}
