package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows control from one node of a diagram to the nodes that it reaches next. The walk knows on
 * which way control has entered a finally block since it began, and so on which way it leaves it.
 */
final class Walk {
  /** A place in the code. */
  record Step(Block block, int op, Map<Selector, Integer> entered, Way way) {}

  /**
   * A node that the walk reaches.
   *
   * @param place what the node stands for: see {@link Places}
   * @param entered the finally blocks that control is in, and how it has entered each
   */
  record Arrival(Object place, Way way, Map<Selector, Integer> entered) {
    private Target target() {
      return new Target(place, way);
    }
  }

  /** The node of an arrival, whichever finally blocks control is in. */
  private record Target(Object place, Way way) {}

  /** A way on from a place: to another place, or to the end of the walk. */
  record Onward(String decision, @Nullable Step step, @Nullable Arrival arrival) {}

  private final Map<Step, List<Onward>> steps = new LinkedHashMap<>();
  private final Deque<Step> todo = new ArrayDeque<>();
  private final List<Step> starts = new ArrayList<>();
  private final Set<Block> handlers = new LinkedHashSet<>();

  /** Begins at the start of a block. */
  Walk from(Block block, Map<Selector, Integer> entered) {
    return from(block, 0, entered, Way.NORMAL);
  }

  /** Begins in a block, behind the operation that chooses the way out of a finally block. */
  Walk from(Block block, int op, Map<Selector, Integer> entered, Way way) {
    Step start = new Step(block, op, entered, way);
    starts.add(start);
    add(start);
    while (!todo.isEmpty()) {
      visit(todo.remove());
    }
    return this;
  }

  /** How control has entered finally blocks; the last one that it has entered is the last here. */
  static Map<Selector, Integer> with(Map<Selector, Integer> known, Selector selector, int way) {
    Map<Selector, Integer> more = without(known, selector);
    more.put(selector, way);
    return more;
  }

  /** Without a finally block that control has left. */
  static Map<Selector, Integer> without(Map<Selector, Integer> known, Selector selector) {
    Map<Selector, Integer> fewer = new LinkedHashMap<>(known);
    fewer.remove(selector);
    return fewer;
  }

  private void visit(Step step) {
    Region region = step.block().region();
    if (region != null) {
      handlers.add(region.handler());
    }
    List<Onward> onward = WaysOn.from(step);
    steps.put(step, onward);
    for (Onward each : onward) {
      if (each.step() != null) {
        add(each.step());
      }
    }
  }

  private void add(Step step) {
    if (!steps.containsKey(step)) {
      steps.put(step, List.of());
      todo.add(step);
    }
  }

  /** The handlers of exceptions that any code on the way may throw. */
  Set<Block> handlers() {
    return handlers;
  }

  /** The nodes that are reached, each with the conditions that lead to it rather than to others. */
  Map<Arrival, List<String>> arrivals() {
    Map<Step, Set<Target>> reached = reached();
    Map<Arrival, List<String>> result = new LinkedHashMap<>();
    for (List<Onward> onward : steps.values()) {
      for (Onward each : onward) {
        if (each.arrival() != null) {
          result.computeIfAbsent(each.arrival(), arrival -> conditions(arrival.target(), reached));
        }
      }
    }
    return result;
  }

  private List<Onward> onward(Step step) {
    return steps.getOrDefault(step, List.of());
  }

  private static Set<Target> reachedBy(Onward onward, Map<Step, Set<Target>> reached) {
    if (onward.arrival() != null) {
      return Set.of(onward.arrival().target());
    }
    return onward.step() == null ? Set.of() : reached.getOrDefault(onward.step(), Set.of());
  }

  private Map<Step, Set<Target>> reached() {
    Map<Step, Set<Target>> reached = new HashMap<>();
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (Map.Entry<Step, List<Onward>> each : steps.entrySet()) {
        Set<Target> set = reached.computeIfAbsent(each.getKey(), key -> new LinkedHashSet<>());
        for (Onward onward : each.getValue()) {
          isChanged |= set.addAll(reachedBy(onward, reached));
        }
      }
    }
    return reached;
  }

  /** The decisions on the shortest way to a node, but for those after which all is still open. */
  private List<String> conditions(Target target, Map<Step, Set<Target>> reached) {
    Map<Step, List<String>> known = new HashMap<>();
    Deque<Step> queue = new ArrayDeque<>();
    for (Step start : starts) {
      known.put(start, List.of());
      queue.add(start);
    }
    while (!queue.isEmpty()) {
      Step step = queue.remove();
      List<String> soFar = known.getOrDefault(step, List.of());
      boolean isDecisive =
          onward(step).stream().anyMatch(each -> !reachedBy(each, reached).contains(target));
      for (Onward each : onward(step)) {
        List<String> then = new ArrayList<>(soFar);
        if (isDecisive && !each.decision().isEmpty()) {
          then.add(each.decision());
        }
        if (each.arrival() != null && target.equals(each.arrival().target())) {
          return then;
        }
        if (each.step() != null && known.putIfAbsent(each.step(), then) == null) {
          queue.add(each.step());
        }
      }
    }
    return List.of();
  }
}
