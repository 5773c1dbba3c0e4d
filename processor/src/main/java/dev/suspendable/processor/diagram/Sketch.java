package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nodes and edges of a diagram while they are being found. */
final class Sketch {
  private static final Pattern LINE = Pattern.compile(" at line (\\d+)$");
  private static final Pattern CHAIN = Pattern.compile("(?<=[\\w)\\]]) \\.(?=\\w)");

  /** By place, in the order in which they are found: see {@link Places}. */
  private final Map<Object, Draft> drafts = new LinkedHashMap<>();

  private final Map<Draft, Map<Draft, Line>> lines = new LinkedHashMap<>();

  /** A node to be. */
  static final class Draft {
    final Object place;
    final Kind kind;
    final int line;
    final String text;

    /** The line after which it comes. */
    int order;

    Draft(Object place, Kind kind, int line, String text) {
      this.place = place;
      this.kind = kind;
      this.line = line;
      this.text = text;
      this.order = line;
    }
  }

  /** An edge from one node to another. */
  static final class Line {
    final Set<Way> ways = EnumSet.noneOf(Way.class);
    private String label = "";
    private boolean isLabelled;

    /** Adds a condition. If control may get there without one, the line has none. */
    void say(String condition) {
      if (!isLabelled || condition.isEmpty()) {
        label = condition;
      }
      isLabelled = true;
    }

    String label() {
      return label;
    }
  }

  /** Adds the node at which the coroutine begins. */
  Draft start(int line, String text) {
    Draft start = new Draft(this, Kind.START, line, text);
    drafts.put(this, start);
    return start;
  }

  /** The node of a place, which is made if there is none. */
  Draft draft(Object place) {
    Draft known = drafts.get(place);
    if (known == null) {
      known = fresh(place);
      drafts.put(place, known);
    }
    return known;
  }

  boolean has(Object place) {
    return drafts.containsKey(place);
  }

  /** All nodes, in the order in which they were found. */
  Collection<Draft> drafts() {
    return drafts.values();
  }

  /** The edge from one node to another, which is made if there is none. */
  Line line(Draft from, Draft to) {
    return lines
        .computeIfAbsent(from, key -> new LinkedHashMap<>())
        .computeIfAbsent(to, key -> new Line());
  }

  /** The edges that leave a node, by their ends. */
  Map<Draft, Line> from(Draft draft) {
    return lines.getOrDefault(draft, Map.of());
  }

  /** All edges, by their beginnings and ends. */
  Map<Draft, Map<Draft, Line>> lines() {
    return lines;
  }

  private static Draft fresh(Object place) {
    if (place == Places.END) {
      return new Draft(place, Kind.END, 0, "completes");
    } else if (place == Places.LEFT) {
      return new Draft(place, Kind.LEFT, 0, "ends by the exception or the stop");
    } else if (place instanceof Selector selector) {
      return new Draft(place, Kind.FINALLY, lineIn(selector.note()), withoutLine(selector.note()));
    }
    Block block = (Block) place;
    Suspension suspension = block.suspension();
    if (suspension != null) {
      return new Draft(place, Kind.POINT, suspension.line(), joined(suspension));
    }
    return new Draft(place, Kind.CATCH, lineIn(block.note()), withoutLine(block.note()));
  }

  /** The text of a suspension, without the blanks that stand for the ends of lines. */
  private static String joined(Suspension suspension) {
    String text = suspension.resumption().site().source().replace("( ", "(");
    if (!text.contains("\"")) {
      text = CHAIN.matcher(text).replaceAll(".");
    }
    return text.replaceFirst("\\.\\.\\.$", "…");
  }

  private static int lineIn(String note) {
    Matcher matcher = LINE.matcher(note);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static String withoutLine(String note) {
    return note.isEmpty()
        ? "catch"
        : LINE.matcher(note).replaceFirst("").replaceFirst(" of the try$", "");
  }
}
