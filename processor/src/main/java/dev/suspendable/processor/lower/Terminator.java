package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The end of a basic block. */
public sealed interface Terminator
    permits Suspension,
        Terminator.Goto,
        Terminator.Branch,
        Terminator.Select,
        Terminator.TailCall,
        Terminator.Leave,
        Terminator.IfStopped,
        Terminator.Finish,
        Terminator.Throw,
        Terminator.Unwound,
        Terminator.Stop,
        Terminator.Unreachable {
  /** The edges to the blocks that it names, once for each way, in order. */
  default List<Edge> edges() {
    return List.of();
  }

  /** The edges that control may take without a resumption or the stopped signal in between. */
  default List<Edge> onward() {
    return edges();
  }

  /** The edges of {@link #onward} that control may take when the stopped signal does not unwind. */
  default List<Edge> unstopped() {
    return onward();
  }

  /** Its code, in the order of its evaluation. */
  default List<Code> codes() {
    return List.of();
  }

  /** The same end with other targets, except that a resume point stays. */
  default Terminator withTargets(UnaryOperator<Block> mapping) {
    return this;
  }

  /** Calls the method of the visitor for this end. */
  void accept(Visitor visitor);

  /** Whether it is written as a switch that sets the state, not as jumps. */
  default boolean isSwitch() {
    return false;
  }

  /** The blocks that it names. */
  default Set<Block> targets() {
    Set<Block> targets = new LinkedHashSet<>();
    edges().forEach(edge -> targets.add(edge.to()));
    return targets;
  }

  /**
   * A way to another block.
   *
   * @param assigned the variables that are assigned on that way
   */
  record Edge(Block to, List<Variable> assigned) {
    static Edge to(Block block) {
      return new Edge(block, List.of());
    }

    static Edge to(Block block, @Nullable Variable result) {
      return new Edge(block, result == null ? List.of() : List.of(result));
    }
  }

  record Goto(Block target) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(Edge.to(target));
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Goto(mapping.apply(target));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.jump(this);
    }
  }

  record Branch(Code condition, Block ifTrue, Block ifFalse) implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(Edge.to(ifTrue), Edge.to(ifFalse));
    }

    @Override
    public List<Code> codes() {
      return List.of(condition);
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Branch(condition, mapping.apply(ifTrue), mapping.apply(ifFalse));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.branch(this);
    }
  }

  /**
   * A switch that only selects a block.
   *
   * @param otherwise the block to continue at if no arm matches; null if the arms are exhaustive
   */
  record Select(Code selector, List<Arm> arms, @Nullable Block otherwise) implements Terminator {
    @Override
    public List<Edge> edges() {
      List<Edge> edges = new ArrayList<>();
      arms.forEach(arm -> edges.add(new Edge(arm.target, arm.choice.bindings())));
      if (otherwise != null) {
        edges.add(Edge.to(otherwise));
      }
      return edges;
    }

    @Override
    public List<Code> codes() {
      List<Code> codes = new ArrayList<>(List.of(selector));
      for (Arm arm : arms) {
        codes.addAll(arm.choice.labels());
        if (arm.choice.guard() != null) {
          codes.add(arm.choice.guard());
        }
      }
      return codes;
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Select(
          selector,
          arms.stream().map(arm -> new Arm(arm.choice, mapping.apply(arm.target))).toList(),
          otherwise == null ? null : mapping.apply(otherwise));
    }

    @Override
    public boolean isSwitch() {
      return true;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.select(this);
    }
  }

  /** A choice and its target. */
  record Arm(Choice choice, Block target) {}

  /**
   * Calls the direct form of a coroutine that completes this one. Without a suspension, control
   * continues with the result. If the other coroutine suspends, control leaves this one for good.
   *
   * @param result null if the result is not used
   */
  record TailCall(Code code, @Nullable Variable result, Block ready, int line)
      implements Terminator {
    @Override
    public List<Edge> edges() {
      return List.of(Edge.to(ready, result));
    }

    @Override
    public List<Code> codes() {
      return List.of(code);
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new TailCall(code, result, mapping.apply(ready), line);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.tailCall(this);
    }
  }

  /**
   * Leaves a finally block on the way that was chosen when control entered it.
   *
   * @param ways the ways that lead elsewhere than to {@code otherwise}
   */
  record Leave(Selector selector, List<Way> ways, Block otherwise) implements Terminator {
    @Override
    public List<Edge> edges() {
      return edges(ways);
    }

    @Override
    public List<Edge> unstopped() {
      return edges(ways.stream().filter(way -> !way.isStopped()).toList());
    }

    private List<Edge> edges(List<Way> taken) {
      return Stream.concat(taken.stream().map(Way::to), Stream.of(otherwise))
          .map(Edge::to)
          .toList();
    }

    @Override
    public List<Code> codes() {
      return List.of(Code.of(Lowering.read(selector.variable())));
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Leave(
          selector,
          ways.stream().map(way -> new Way(way.number, mapping.apply(way.to))).toList(),
          mapping.apply(otherwise));
    }

    /** The same as a switch. */
    public Select select() {
      return select(ways);
    }

    /** The same as a switch, where the stopped signal does not unwind. */
    public Select selectUnstopped() {
      return select(ways.stream().filter(way -> !way.isStopped()).toList());
    }

    private Select select(List<Way> taken) {
      return new Select(
          codes().get(0),
          taken.stream().map(way -> new Arm(Choice.of(way.number), way.to)).toList(),
          otherwise);
    }

    @Override
    public boolean isSwitch() {
      return true;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.leave(this);
    }
  }

  /**
   * A way out of a finally block.
   *
   * @param number that of the {@link Selector}
   */
  record Way(int number, Block to) {
    boolean isStopped() {
      return number == Selector.STOPPED;
    }
  }

  /** Tests whether the stopped signal entered a finally block. */
  record IfStopped(Selector selector, Block done, Block otherwise) implements Terminator {
    /** The test. */
    public Code isDone() {
      return Code.of(Lowering.read(selector.variable()), " == " + Selector.STOPPED);
    }

    @Override
    public List<Edge> edges() {
      return List.of(Edge.to(done), Edge.to(otherwise));
    }

    @Override
    public List<Edge> unstopped() {
      return List.of(Edge.to(otherwise));
    }

    @Override
    public List<Code> codes() {
      return List.of(isDone());
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new IfStopped(selector, mapping.apply(done), mapping.apply(otherwise));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.ifStopped(this);
    }
  }

  /** The body completes with or without a value. */
  record Finish(Code line, @Nullable Code value) implements Terminator {
    @Override
    public List<Code> codes() {
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.finish(this);
    }
  }

  record Throw(Code exception) implements Terminator {
    @Override
    public List<Code> codes() {
      return List.of(exception);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.throwing(this);
    }
  }

  /** The stopped signal has run all cleanups. */
  record Unwound() implements Terminator {
    @Override
    public void accept(Visitor visitor) {
      visitor.unwound(this);
    }
  }

  /** Empty: the last operation does not complete normally. */
  record Stop() implements Terminator {
    @Override
    public void accept(Visitor visitor) {
      visitor.stop(this);
    }
  }

  /** By the rules of Java, control cannot reach this end. */
  record Unreachable() implements Terminator {
    @Override
    public void accept(Visitor visitor) {
      visitor.unreachable(this);
    }
  }

  /** Has a method for each kind of end. */
  interface Visitor {
    void jump(Goto end);

    void branch(Branch end);

    void select(Select end);

    void leave(Leave end);

    void await(Suspension.Await end);

    void yielding(Suspension.Yield end);

    void call(Suspension.Call end);

    void tailCall(TailCall end);

    void ifStopped(IfStopped end);

    void finish(Finish end);

    void throwing(Throw end);

    void unwound(Unwound end);

    void stop(Stop end);

    void unreachable(Unreachable end);
  }
}
