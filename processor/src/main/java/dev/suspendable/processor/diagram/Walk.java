package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
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
  private record Step(Block block, int op, Map<Selector, Integer> entered, Way way) {}

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
  private record Onward(String decision, @Nullable Step step, @Nullable Arrival arrival) {}

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
      Step step = todo.remove();
      new Visit(step, steps.computeIfAbsent(step, key -> new ArrayList<>())).run();
    }
    return this;
  }

  /** How control has entered finally blocks; the last one that it has entered is the last here. */
  static Map<Selector, Integer> with(Map<Selector, Integer> known, Selector selector, int way) {
    Map<Selector, Integer> more = without(known, selector);
    more.put(selector, way);
    return more;
  }

  private static Map<Selector, Integer> without(Map<Selector, Integer> known, Selector selector) {
    Map<Selector, Integer> fewer = new LinkedHashMap<>(known);
    fewer.remove(selector);
    return fewer;
  }

  private void add(Step step) {
    if (!steps.containsKey(step)) {
      steps.put(step, new ArrayList<>());
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

  /** Finds the ways on from a place. */
  private final class Visit implements Terminator.Visitor {
    private final Step from;
    private final List<Onward> onward;
    private Map<Selector, Integer> entered;
    private String decision = "";

    Visit(Step from, List<Onward> onward) {
      this.from = from;
      this.onward = onward;
      this.entered = from.entered();
    }

    private Block block() {
      return from.block();
    }

    void run() {
      Region region = block().region();
      if (region != null) {
        handlers.add(region.handler());
      }
      for (Op op : block().ops().subList(from.op(), block().ops().size())) {
        if (op instanceof Op.Choose choose) {
          if (choose.way() == Selector.STOPPED || choose.way() == Selector.THROWN) {
            // The finally block has a node of its own.
            arrive(choose.selector(), choose.way() == Selector.STOPPED ? Way.STOP : Way.EXCEPTION);
            return;
          }
          entered = with(entered, choose.selector(), choose.way());
        } else if (op instanceof Op.Verbatim verbatim) {
          exits(verbatim);
        }
      }
      block().terminator().accept(this);
    }

    private void exits(Op.Verbatim statement) {
      for (Op.Exit exit : statement.exits()) {
        String before = decision;
        decision = Decisions.ofJump(statement);
        if (exit.to() == null) {
          arrive(Places.END, from.way());
        } else {
          go(exit.to());
        }
        decision = before;
      }
      String passed = statement.exits().isEmpty() ? "" : Decisions.ofNoJump(statement);
      if (!passed.isEmpty()) {
        decision = decision.isEmpty() ? passed : decision + " and " + passed;
      }
    }

    private void arrive(Object place, Way way) {
      onward.add(new Onward(decision, null, new Arrival(place, way, entered)));
    }

    private void go(Block to) {
      go(to, from.way(), entered);
    }

    private void go(Block to, Way way, Map<Selector, Integer> then) {
      Step step = new Step(to, 0, then, way);
      add(step);
      onward.add(new Onward(decision, step, null));
    }

    private void go(Block to, String why) {
      String before = decision;
      decision = why.isEmpty() ? before : why;
      go(to);
      decision = before;
    }

    @Override
    public void jump(Terminator.Goto end) {
      go(end.target());
    }

    @Override
    public void branch(Terminator.Branch end) {
      if (Decisions.isOfPrimary(end) && !entered.isEmpty()) {
        List<Integer> ways = List.copyOf(entered.values());
        boolean isThrown = ways.get(ways.size() - 1) == Selector.THROWN;
        go(isThrown ? end.ifTrue() : end.ifFalse());
        return;
      }
      go(end.ifTrue(), Decisions.of(block(), end, true));
      go(end.ifFalse(), Decisions.of(block(), end, false));
    }

    @Override
    public void select(Terminator.Select end) {
      end.arms().forEach(arm -> go(arm.target(), Decisions.of(arm)));
      if (end.otherwise() != null) {
        go(end.otherwise(), "otherwise");
      }
    }

    @Override
    public void leave(Terminator.Leave end) {
      Integer known = entered.get(end.selector());
      boolean isFound = false;
      for (Terminator.Way way : end.ways()) {
        if (known == null || known == way.number()) {
          isFound = known != null;
          Way leads =
              switch (way.number()) {
                case Selector.THROWN -> Way.EXCEPTION;
                case Selector.STOPPED -> Way.STOP;
                default -> from.way();
              };
          go(way.to(), leads, without(entered, end.selector()));
        }
      }
      if (!isFound) {
        // Perhaps to the rest of the ways, if there are many.
        boolean isLast = !(end.otherwise().terminator() instanceof Terminator.Leave);
        go(end.otherwise(), from.way(), isLast ? without(entered, end.selector()) : entered);
      }
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      Integer known = entered.get(end.selector());
      if (known == null || known == Selector.STOPPED) {
        go(end.done(), Way.STOP, with(entered, end.selector(), Selector.STOPPED));
      }
      if (known == null || known != Selector.STOPPED) {
        go(end.otherwise());
      }
    }

    @Override
    public void await(Suspension.Await end) {
      arrive(block(), from.way());
    }

    @Override
    public void yielding(Suspension.Yield end) {
      arrive(block(), from.way());
    }

    @Override
    public void call(Suspension.Call end) {
      arrive(block(), from.way());
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      go(end.ready());
    }

    @Override
    public void finish(Terminator.Finish end) {
      arrive(Places.END, from.way());
    }

    @Override
    public void throwing(Terminator.Throw end) {
      arrive(Places.ofException(block().region()), Way.EXCEPTION);
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      arrive(Places.LEFT, Way.STOP);
    }

    @Override
    public void stop(Terminator.Stop end) {
      // The operation before leads elsewhere.
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      // Control does not get here.
    }
  }
}
