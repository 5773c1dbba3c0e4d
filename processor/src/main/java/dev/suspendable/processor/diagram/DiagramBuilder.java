package dev.suspendable.processor.diagram;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Kept;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Region;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Makes the state diagram of a coroutine from its blocks and the placement of its variables. */
public final class DiagramBuilder {
  private static final Pattern LINE = Pattern.compile(" at line (\\d+)$");
  private static final int LONGEST_LABEL = 60;

  /** The ways between more points are thousands of lines, which show nothing. */
  private static final int MOST_POINTS = 100;

  /** A bound for the time that a body of many nested finally blocks takes. */
  private static final int MOST_VISITS = 5000;

  private final SuspendableMethod method;
  private final Graph graph;
  private final FrameLayout layout;

  /** States by the block that suspends, in the order of the states. */
  private final Map<Block, Integer> states = new LinkedHashMap<>();

  /** By place, in the order in which they are found: see {@link Places}. */
  private final Map<Object, Draft> drafts = new LinkedHashMap<>();

  private final Deque<Visit> todo = new ArrayDeque<>();
  private final Set<Visit> visited = new HashSet<>();
  private final Map<Draft, Map<Draft, Line>> lines = new LinkedHashMap<>();
  private final Map<Draft, Set<Block>> handlers = new LinkedHashMap<>();

  /** A node to be. */
  private static final class Draft {
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

  /**
   * A node as control reaches it.
   *
   * @param entered the finally blocks that control is in: see {@link Walk.Arrival}
   */
  private record Visit(Draft draft, Way way, Map<Selector, Integer> entered) {}

  /** An edge from one node to another. */
  private static final class Line {
    final Set<Way> ways = EnumSet.noneOf(Way.class);
    String label = "";
    private boolean isLabelled;

    /** Adds a condition. If control may get there without one, the line has none. */
    void say(String condition) {
      if (!isLabelled || condition.isEmpty()) {
        label = condition;
      }
      isLabelled = true;
    }
  }

  private DiagramBuilder(
      SuspendableMethod method,
      Graph graph,
      FrameLayout layout,
      Map<Integer, Block> suspensionsByState) {
    this.method = method;
    this.graph = graph;
    this.layout = layout;
    suspensionsByState.forEach((state, block) -> states.put(block, state));
  }

  /**
   * The diagram of a coroutine.
   *
   * @param suspensionsByState the blocks that suspend, by the state in which the frame resumes them
   * @param title what to call the coroutine
   */
  public static Diagram of(
      SuspendableMethod method,
      Graph graph,
      FrameLayout layout,
      Map<Integer, Block> suspensionsByState,
      String title) {
    return new DiagramBuilder(method, graph, layout, suspensionsByState).build(title);
  }

  /** A type as diagrams show it, with simple names of classes. */
  public static String nameOf(TypeMirror type) {
    return ConditionText.of(type);
  }

  private Diagram build(String title) {
    boolean hasWays = states.size() <= MOST_POINTS;
    Draft start =
        new Draft(
            this,
            Kind.START,
            method.origin().line(),
            hasWays ? "start" : "start; too many points to show the ways between them");
    drafts.put(this, start);
    if (hasWays) {
      findWays(start);
    }
    states.keySet().forEach(this::draft);
    return finished(title);
  }

  private void findWays(Draft start) {
    todo.add(new Visit(start, Way.NORMAL, Map.of()));
    walk();
    // Handlers of exceptions that only code between suspensions throws.
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (Map.Entry<Draft, Set<Block>> each : List.copyOf(handlers.entrySet())) {
        for (Block handler : each.getValue()) {
          Object place = Places.ofException(guarded(handler));
          if (!drafts.containsKey(place) && place != Places.LEFT) {
            reach(each.getKey(), new Walk.Arrival(place, Way.EXCEPTION, Map.of()));
            isChanged = true;
          }
        }
      }
      walk();
    }
  }

  private static Region guarded(Block handler) {
    return new Region(null, handler, null);
  }

  private Draft draft(Object place) {
    Draft known = drafts.get(place);
    if (known == null) {
      known = fresh(place);
      drafts.put(place, known);
    }
    return known;
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
      String text = suspension.resumption().site().source().replace("( ", "(");
      return new Draft(place, Kind.POINT, suspension.line(), text);
    }
    return new Draft(place, Kind.CATCH, lineIn(block.note()), withoutLine(block.note()));
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

  /** Adds what leads from a node to another, which is visited next. */
  private Line reach(Draft from, Walk.Arrival arrival) {
    Draft to = draft(arrival.place());
    Line line =
        lines
            .computeIfAbsent(from, key -> new LinkedHashMap<>())
            .computeIfAbsent(to, key -> new Line());
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

  private Diagram finished(String title) {
    order();
    List<Draft> reached = reached();
    List<Draft> sorted =
        drafts.values().stream()
            .sorted(
                Comparator.comparingInt(DiagramBuilder::rank)
                    .thenComparingInt((Draft draft) -> draft.order)
                    .thenComparing(draft -> draft.kind != Kind.POINT && draft.kind != Kind.CATCH)
                    .thenComparingInt(reached::indexOf))
            .toList();
    Map<Draft, Node> nodes = new LinkedHashMap<>();
    Map<Kind, Integer> counts = new HashMap<>();
    for (Draft draft : sorted) {
      nodes.put(draft, node(draft, counts.merge(draft.kind, 1, Integer::sum)));
    }
    List<Edge> edges = new ArrayList<>();
    nodes.forEach(
        (from, fromNode) -> {
          Map<Draft, Line> leads = lines.getOrDefault(from, Map.of());
          nodes.forEach(
              (to, toNode) -> {
                Line line = leads.get(to);
                if (line != null) {
                  edges.addAll(edges(fromNode, toNode, line));
                }
              });
        });
    return new Diagram(title, List.copyOf(nodes.values()), edges);
  }

  /** An edge for the code, and one for exceptions and stops. */
  private static List<Edge> edges(Node from, Node to, Line line) {
    List<Edge> edges = new ArrayList<>();
    Set<Way> others = EnumSet.copyOf(line.ways);
    if (others.remove(Way.NORMAL)) {
      edges.add(new Edge(from, to, Set.of(Way.NORMAL), line.label));
    }
    if (!others.isEmpty()) {
      edges.add(new Edge(from, to, others, ""));
    }
    return edges;
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
  private List<Draft> reached() {
    Set<Draft> reached = new LinkedHashSet<>();
    Deque<Draft> next = new ArrayDeque<>(drafts.values());
    while (!next.isEmpty()) {
      Draft draft = next.remove();
      if (reached.add(draft)) {
        List<Draft> leads = new ArrayList<>(lines.getOrDefault(draft, Map.of()).keySet());
        Collections.reverse(leads);
        leads.forEach(next::addFirst);
      }
    }
    return List.copyOf(reached);
  }

  /** A finally block comes behind everything from which a stop or an exception leads to it. */
  private void order() {
    for (int round = 0; round < drafts.size(); round++) {
      boolean isChanged = false;
      for (Map.Entry<Draft, Map<Draft, Line>> each : lines.entrySet()) {
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

  private Node node(Draft draft, int number) {
    int state = draft.kind == Kind.POINT ? states.getOrDefault(draft.place, 0) : 0;
    String id =
        switch (draft.kind) {
          case START -> "start";
          case POINT -> "s" + state;
          case CATCH -> "c" + number;
          case FINALLY -> "f" + number;
          case END -> "end";
          case LEFT -> "left";
        };
    return new Node(draft.kind, id, state, draft.line, draft.text, keeps(draft));
  }

  private List<Kept> keeps(Draft draft) {
    List<Variable> variables =
        switch (draft.kind) {
          case START -> method.parameters();
          case POINT -> layout.suspension((Block) draft.place).live();
          default -> List.of();
        };
    if (draft.kind != Kind.START && draft.kind != Kind.POINT) {
      return List.of();
    }
    List<Kept> keeps = new ArrayList<>();
    if (!method.declaration().isStatic()) {
      keeps.add(new Kept("this", method.host().getSimpleName().toString(), false));
    }
    List<Kept> generated = new ArrayList<>();
    Set<Variable> live = new HashSet<>(variables);
    for (Variable variable : variables) {
      Variable user = variable.userVariable();
      // A temporary may keep an earlier value of a variable that is kept as well.
      boolean isGenerated = user == null || (user != variable && live.contains(user));
      String name = user == null || isGenerated ? variable.name() : user.name();
      (isGenerated ? generated : keeps)
          .add(new Kept(name, ConditionText.of(variable.type()), isGenerated));
    }
    keeps.addAll(generated);
    return keeps;
  }
}
