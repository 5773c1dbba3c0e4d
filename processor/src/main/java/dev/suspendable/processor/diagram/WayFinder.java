package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.diagram.Sketch.Draft;
import dev.suspendable.processor.diagram.Sketch.Line;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the nodes of a diagram and the ways between them, from the start of the coroutine. */
final class WayFinder {
  private static final int LONGEST_LABEL = 60;

  /** A bound for the time that a body of many nested finally blocks takes. */
  private static final int MOST_VISITS = 5000;

  private final Graph graph;
  private final Sketch sketch;
  private final Deque<Visit> todo = new ArrayDeque<>();
  private final Set<Visit> visited = new HashSet<>();
  private final Map<Draft, Set<Block>> handlers = new LinkedHashMap<>();

  /**
   * A node as control reaches it.
   *
   * @param entered the finally blocks that control is in: see {@link Walk.Arrival}
   */
  private record Visit(Draft draft, Way way, Map<Selector, Integer> entered) {}

  WayFinder(Graph graph, Sketch sketch) {
    this.graph = graph;
    this.sketch = sketch;
  }

  void from(Draft start) {
    todo.add(new Visit(start, Way.NORMAL, Map.of()));
    walk();
    // Handlers of exceptions that only code between suspensions throws.
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (Map.Entry<Draft, Set<Block>> each : List.copyOf(handlers.entrySet())) {
        for (Block handler : each.getValue()) {
          Object place = Places.ofException(new Region(null, handler, null));
          if (!sketch.has(place) && place != Places.LEFT) {
            reach(each.getKey(), new Walk.Arrival(place, Way.EXCEPTION, Map.of()));
            isChanged = true;
          }
        }
      }
      walk();
    }
  }

  /** Adds what leads from a node to another, which is visited next. */
  private Line reach(Draft from, Walk.Arrival arrival) {
    Draft to = sketch.draft(arrival.place());
    Line line = sketch.line(from, to);
    line.ways.add(arrival.way());
    // Without the knowledge, a finally block leads to all that any way into it leads to.
    boolean isKnown = visited.size() < MOST_VISITS;
    Visit visit = new Visit(to, arrival.way(), isKnown ? arrival.entered() : Map.of());
    if (!visited.contains(visit)) {
      todo.add(visit);
    }
    return line;
  }

  private void walk() {
    while (!todo.isEmpty()) {
      Visit visit = todo.remove();
      if (visited.add(visit)) {
        Draft draft = visit.draft;
        switch (draft.kind) {
          case START -> follow(draft, new Walk().from(graph.entry(), visit.entered));
          case POINT -> followPoint(visit, (Block) draft.place);
          case CATCH -> follow(draft, new Walk().from((Block) draft.place, visit.entered));
          case FINALLY -> followFinally(visit, (Selector) draft.place);
          case END, LEFT -> {}
        }
      }
    }
  }

  private void followPoint(Visit visit, Block block) {
    Suspension suspension = block.suspension();
    if (suspension == null) {
      throw new IllegalStateException("not a suspension: " + block.note());
    }
    Walk walk = new Walk().from(suspension.resume(), visit.entered);
    if (suspension.ready() != suspension.resume() && !suspension.always()) {
      walk.from(suspension.ready(), visit.entered);
    }
    follow(visit.draft, walk);
    if (!suspension.always() && suspension.resume().region() != null) {
      cleanup(visit, Places.ofException(suspension.resume().region()), Way.EXCEPTION);
    }
    if (suspension.cleanup() != null) {
      cleanup(visit, Places.ofStop(suspension.cleanup()), Way.STOP);
    }
  }

  /** Without a handler or a cleanup a coroutine just ends, and the diagram has no edge for that. */
  private void cleanup(Visit from, Object place, Way way) {
    if (place != Places.LEFT) {
      reach(from.draft, new Walk.Arrival(place, way, from.entered));
    }
  }

  /** A finally block is entered by an exception at one block, by the stopped signal at another. */
  private void followFinally(Visit visit, Selector selector) {
    int way = visit.way == Way.STOP ? Selector.STOPPED : Selector.THROWN;
    for (Block block : graph.blocks()) {
      if (Places.entered(block, way) == selector) {
        Map<Selector, Integer> entered = Walk.with(visit.entered, selector, way);
        int behind = Places.choice(block, way) + 1;
        follow(visit.draft, new Walk().from(block, behind, entered, visit.way));
      }
    }
  }

  private void follow(Draft from, Walk walk) {
    handlers.computeIfAbsent(from, key -> new LinkedHashSet<>()).addAll(walk.handlers());
    walk.arrivals()
        .forEach(
            (arrival, conditions) -> {
              Line line = reach(from, arrival);
              if (arrival.way() == Way.NORMAL) {
                line.say(shortened(String.join(" and ", conditions)));
              }
            });
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
