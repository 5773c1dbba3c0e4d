package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.diagram.Sketch.Draft;
import dev.suspendable.processor.diagram.Sketch.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the nodes of a sketch in the order of the source. */
final class NodeOrder {
  private NodeOrder() {}

  static List<Draft> of(Sketch sketch) {
    placeFinallyBlocks(sketch);
    List<Draft> reached = reached(sketch);
    return sketch.drafts().stream()
        .sorted(
            Comparator.comparingInt(NodeOrder::rank)
                .thenComparingInt((Draft draft) -> draft.order)
                .thenComparing(draft -> draft.kind != Kind.POINT && draft.kind != Kind.CATCH)
                .thenComparingInt(reached::indexOf))
        .toList();
  }

  private static int rank(Draft draft) {
    return switch (draft.kind) {
      case START -> 0;
      case POINT, CATCH, FINALLY -> 1;
      case END -> 2;
      case LEFT -> 3;
    };
  }

  /** All nodes, in the order in which code reaches them. */
  private static List<Draft> reached(Sketch sketch) {
    Set<Draft> reached = new LinkedHashSet<>();
    Deque<Draft> next = new ArrayDeque<>(sketch.drafts());
    while (!next.isEmpty()) {
      Draft draft = next.remove();
      if (reached.add(draft)) {
        List<Draft> leads = new ArrayList<>(sketch.from(draft).keySet());
        Collections.reverse(leads);
        leads.forEach(next::addFirst);
      }
    }
    return List.copyOf(reached);
  }

  /** A finally block comes behind everything from which a stop or an exception leads to it. */
  private static void placeFinallyBlocks(Sketch sketch) {
    for (int round = 0; round < sketch.drafts().size(); round++) {
      boolean isChanged = false;
      for (Map.Entry<Draft, Map<Draft, Line>> each : sketch.lines().entrySet()) {
        for (Map.Entry<Draft, Line> line : each.getValue().entrySet()) {
          Draft to = line.getKey();
          if (to.kind == Kind.FINALLY
              && !line.getValue().ways.contains(Way.NORMAL)
              && each.getKey().order > to.order) {
            to.order = each.getKey().order;
            isChanged = true;
          }
        }
      }
      if (!isChanged) {
        return;
      }
    }
  }
}
