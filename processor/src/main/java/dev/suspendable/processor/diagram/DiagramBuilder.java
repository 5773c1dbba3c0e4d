package dev.suspendable.processor.diagram;

import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.diagram.Diagram.Edge;
import dev.suspendable.processor.diagram.Diagram.Kept;
import dev.suspendable.processor.diagram.Diagram.Kind;
import dev.suspendable.processor.diagram.Diagram.Node;
import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.diagram.Sketch.Draft;
import dev.suspendable.processor.diagram.Sketch.Line;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** Makes the state diagram of a coroutine from its blocks and the placement of its variables. */
public final class DiagramBuilder {
  /** The ways between more points are thousands of lines, which show nothing. */
  private static final int MOST_POINTS = 100;

  private final SuspendableMethod method;
  private final Graph graph;
  private final FrameLayout layout;
  private final Sketch sketch = new Sketch();

  /** States by the block that suspends, in the order of the states. */
  private final Map<Block, Integer> states = new LinkedHashMap<>();

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
        sketch.start(
            method.origin().line(),
            hasWays ? "start" : "start; too many points to show the ways between them");
    if (hasWays) {
      new WayFinder(graph, sketch).from(start);
    }
    states.keySet().forEach(sketch::draft);
    return finished(title);
  }

  private Diagram finished(String title) {
    Map<Draft, Node> nodes = new LinkedHashMap<>();
    Map<Kind, Integer> counts = new HashMap<>();
    for (Draft draft : NodeOrder.of(sketch)) {
      nodes.put(draft, node(draft, counts.merge(draft.kind, 1, Integer::sum)));
    }
    List<Edge> edges = new ArrayList<>();
    nodes.forEach(
        (from, fromNode) -> {
          Map<Draft, Line> leads = sketch.from(from);
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
      edges.add(new Edge(from, to, Set.of(Way.NORMAL), line.label()));
    }
    if (!others.isEmpty()) {
      edges.add(new Edge(from, to, others, ""));
    }
    return edges;
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
    // Those of one name and type have numbers in the frame, which say nothing here.
    generated.stream().distinct().forEach(keeps::add);
    return keeps;
  }
}
