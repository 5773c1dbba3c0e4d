package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.Diagram.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything in a drawing is. Each node has a layer of its own, in the order of the source:
 * so the drawing reads like the code, boxes never overlap, and it stays legible however many there
 * are. Code that does not just continue with the next box runs in lanes on the left side; what an
 * exception or a stop runs is on the right side.
 */
final class Placement {
  static final int ROW = 17;
  private static final double COLUMN = 7.3;
  private static final int PADDING = 9;
  private static final int BADGE = 28;
  private static final int GAP = 24;
  private static final int LANE = 10;
  private static final int FIRST_LANE = 16;
  private static final int MARGIN = 6;

  /** A box around the text of a node. */
  record Box(Node node, List<Rows.Row> rows, int x, int y, int width, int height) {
    int middle() {
      return x + width / 2;
    }

    int bottom() {
      return y + height;
    }

    int right() {
      return x + width;
    }

    /** The base line of a row. */
    int baseline(int row) {
      return y + PADDING + row * ROW + 12;
    }

    /** Where the text begins: behind the number of a point. */
    int textX() {
      return x + PADDING + (node.kind() == Diagram.Kind.POINT ? BADGE : 0);
    }

    /** Where lines arrive. */
    int entryY() {
      return y + PADDING + ROW / 2;
    }
  }

  /** A line through some points, with an arrowhead at its end. */
  record Line(Edge edge, List<int[]> points) {}

  /** The targets of lines that share a lane. */
  private record Bus(String target, Set<Way> ways) {
    static Bus of(Edge edge) {
      return new Bus(edge.to().id(), edge.ways());
    }
  }

  private final Diagram diagram;
  private final List<Box> boxes = new ArrayList<>();
  private final Map<Node, Integer> positions = new IdentityHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final Lanes<Bus> left = new Lanes<>();
  private final Lanes<Bus> right = new Lanes<>();
  private final int width;
  private final int height;

  Placement(Diagram diagram) {
    this.diagram = diagram;
    List<Node> nodes = diagram.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      positions.put(nodes.get(i), i);
    }
    for (Edge edge : diagram.edges()) {
      if (!isDown(edge)) {
        (edge.isNormal() ? left : right)
            .add(Bus.of(edge), position(edge.from()), position(edge.to()));
      }
    }
    left.assign();
    right.assign();
    int boxX = MARGIN + side(left.count());
    int boxWidth = placeBoxes(boxX);
    this.width = boxX + boxWidth + side(right.count()) + MARGIN;
    this.height = boxes.get(boxes.size() - 1).bottom() + MARGIN;
    route();
  }

  private static int side(int lanes) {
    return lanes == 0 ? 0 : FIRST_LANE + (lanes - 1) * LANE + MARGIN;
  }

  private int position(Node node) {
    return positions.getOrDefault(node, 0);
  }

  /** Whether an edge is code that continues with the next box. */
  private boolean isDown(Edge edge) {
    return edge.isNormal() && position(edge.to()) == position(edge.from()) + 1;
  }

  private int placeBoxes(int x) {
    Map<Node, List<Rows.Row>> rows = new HashMap<>();
    int boxWidth = 180;
    for (Node node : diagram.nodes()) {
      List<Rows.Row> ofNode = Rows.of(diagram, node);
      rows.put(node, ofNode);
      int badge = node.kind() == Diagram.Kind.POINT ? BADGE : 0;
      for (Rows.Row row : ofNode) {
        int text = (int) Math.ceil(Rows.columns(row.text()) * COLUMN);
        boxWidth = Math.max(boxWidth, text + 2 * PADDING + badge);
      }
    }
    int y = MARGIN;
    for (Node node : diagram.nodes()) {
      List<Rows.Row> ofNode = rows.getOrDefault(node, List.of());
      int boxHeight = ofNode.size() * ROW + 2 * PADDING;
      boxes.add(new Box(node, ofNode, x, y, boxWidth, boxHeight));
      y += boxHeight + GAP;
    }
    return boxWidth;
  }

  private void route() {
    for (Edge edge : diagram.edges()) {
      Box from = boxes.get(position(edge.from()));
      Box to = boxes.get(position(edge.to()));
      if (isDown(edge)) {
        add(edge, new int[] {from.middle(), from.bottom()}, new int[] {to.middle(), to.y()});
      } else if (edge.isNormal()) {
        int lane = from.x() - FIRST_LANE - left.of(Bus.of(edge)) * LANE;
        around(edge, from.x(), exitY(from, edge), lane, to.x(), to.entryY());
      } else {
        int lane = from.right() + FIRST_LANE + right.of(Bus.of(edge)) * LANE;
        int y = from.bottom() - PADDING - index(edge) * 8;
        around(edge, from.right(), y, lane, to.right(), to.entryY() + indexOfBus(edge) * 8);
      }
    }
  }

  private void around(Edge edge, int fromX, int fromY, int lane, int toX, int toY) {
    add(
        edge,
        new int[] {fromX, fromY},
        new int[] {lane, fromY},
        new int[] {lane, toY},
        new int[] {toX, toY});
  }

  private void add(Edge edge, int[]... points) {
    lines.add(new Line(edge, List.of(points)));
  }

  /** The row of the edge, or the last one. */
  private static int exitY(Box box, Edge edge) {
    for (int i = 0; i < box.rows().size(); i++) {
      if (box.rows().get(i).exit() == edge) {
        return box.y() + PADDING + i * ROW + ROW / 2;
      }
    }
    return box.bottom() - PADDING;
  }

  private int index(Edge edge) {
    return diagram.from(edge.from()).stream()
        .filter(each -> !each.isNormal())
        .toList()
        .indexOf(edge);
  }

  /** Lines that arrive at the same box for different reasons arrive below each other. */
  private int indexOfBus(Edge edge) {
    List<Bus> buses =
        diagram.edges().stream()
            .filter(each -> !each.isNormal() && each.to() == edge.to())
            .map(Bus::of)
            .distinct()
            .toList();
    return buses.indexOf(Bus.of(edge));
  }

  List<Box> boxes() {
    return boxes;
  }

  List<Line> lines() {
    return lines;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
