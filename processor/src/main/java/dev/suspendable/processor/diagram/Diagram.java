package dev.suspendable.processor.diagram;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A state diagram.
 *
 * @param title the coroutine, as {@code Host.method}
 * @param nodes in the order of the source: the first is the start
 * @param edges ordered by their nodes
 */
public record Diagram(String title, List<Node> nodes, List<Edge> edges) {
  public Diagram {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** The kind of a node. */
  public enum Kind {
    /** The call. */
    START,
    /** A point where the coroutine may suspend, and then resumes. */
    POINT,
    /** The catch clauses of a try. */
    CATCH,
    /** A finally block, or the closing of a resource. */
    FINALLY,
    /** The coroutine completes. */
    END,
    /** The coroutine ends by an exception or by a stop. */
    LEFT
  }

  /** The kind of control flow that follows an edge. */
  public enum Way {
    /** The code, without an exception or a stop. */
    NORMAL,
    /** An exception. */
    EXCEPTION,
    /** The stopped signal. */
    STOP
  }

  /**
   * A node.
   *
   * @param id unique in the diagram; that of a point is {@code s} and its state
   * @param state the state of a point, the number of a {@code case} in the frame; 0 otherwise
   * @param line the user's line, 0 if there is none
   * @param text the suspension as the user wrote it, or a description
   * @param keeps the variables that the frame keeps there
   */
  public record Node(Kind kind, String id, int state, int line, String text, List<Kept> keeps) {
    public Node {
      keeps = List.copyOf(keeps);
    }

    /** A short name for texts that refer to it. */
    public String shortName() {
      return switch (kind) {
        case POINT -> String.valueOf(state);
        case START -> "start";
        case CATCH -> "catch";
        case FINALLY -> text.startsWith("close") ? "close" : "finally";
        case END -> "end";
        case LEFT -> "ends early";
      };
    }

    /** The variables that the frame keeps, separated by commas; empty if there are none. */
    public String kept() {
      return String.join(", ", keeps.stream().map(Kept::text).toList());
    }
  }

  /**
   * A variable in the frame.
   *
   * @param name the user's name, or that of a generated variable
   * @param type its type, with simple names
   */
  public record Kept(String name, String type, boolean isGenerated) {
    /** The name; that of a generated variable is in parentheses. */
    public String text() {
      return isGenerated ? "(" + name + ")" : name;
    }
  }

  /**
   * A way from one node to another.
   *
   * @param ways what leads along it; never empty
   * @param label the condition, empty if there is none
   */
  public record Edge(Node from, Node to, Set<Way> ways, String label) {
    public Edge {
      ways = EnumSet.copyOf(ways);
    }

    /** Whether code leads along it without an exception or a stop. */
    public boolean isNormal() {
      return ways.contains(Way.NORMAL);
    }

    /** The reasons why control follows it, in words. */
    public String why() {
      List<String> words = new ArrayList<>();
      if (ways.contains(Way.EXCEPTION)) {
        words.add("exception");
      }
      if (ways.contains(Way.STOP)) {
        words.add("stop");
      }
      return isNormal() ? label : String.join(" or ", words);
    }
  }

  /** The points where the coroutine may suspend. */
  public List<Node> points() {
    return nodes.stream().filter(node -> node.kind() == Kind.POINT).toList();
  }

  /** The edges that leave a node. */
  public List<Edge> from(Node node) {
    return edges.stream().filter(edge -> edge.from() == node).toList();
  }
}
