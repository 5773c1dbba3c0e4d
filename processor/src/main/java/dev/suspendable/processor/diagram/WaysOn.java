package dev.suspendable.processor.diagram;

import dev.suspendable.processor.diagram.Diagram.Way;
import dev.suspendable.processor.diagram.Walk.Arrival;
import dev.suspendable.processor.diagram.Walk.Onward;
import dev.suspendable.processor.diagram.Walk.Step;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Selector;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.lower.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the ways on from one step of a {@link Walk}, to the end of its block. */
final class WaysOn implements Terminator.Visitor {
  private final Step from;
  private final List<Onward> found = new ArrayList<>();
  private Map<Selector, Integer> entered;
  private String decision = "";

  private WaysOn(Step from) {
    this.from = from;
    this.entered = from.entered();
  }

  static List<Onward> from(Step step) {
    WaysOn ways = new WaysOn(step);
    ways.run();
    return ways.found;
  }

  private void run() {
    for (Op op : from.block().ops().subList(from.op(), from.block().ops().size())) {
      if (op instanceof Op.Choose choose) {
        if (choose.way() == Selector.STOPPED || choose.way() == Selector.THROWN) {
          // The finally block has a node of its own.
          arrive(choose.selector(), choose.way() == Selector.STOPPED ? Way.STOP : Way.EXCEPTION);
          return;
        }
        entered = Walk.with(entered, choose.selector(), choose.way());
      } else if (op instanceof Op.Verbatim verbatim) {
        exits(verbatim);
      }
    }
    from.block().terminator().accept(this);
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
    found.add(new Onward(decision, null, new Arrival(place, way, entered)));
  }

  private void go(Block to) {
    go(to, from.way(), entered);
  }

  private void go(Block to, Way way, Map<Selector, Integer> then) {
    found.add(new Onward(decision, new Step(to, 0, then, way), null));
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
    go(end.ifTrue(), Decisions.of(from.block(), end, true));
    go(end.ifFalse(), Decisions.of(from.block(), end, false));
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
        go(way.to(), leads, Walk.without(entered, end.selector()));
      }
    }
    if (!isFound) {
      // Perhaps to the rest of the ways, if there are many.
      boolean isLast = !(end.otherwise().terminator() instanceof Terminator.Leave);
      go(end.otherwise(), from.way(), isLast ? Walk.without(entered, end.selector()) : entered);
    }
  }

  @Override
  public void ifStopped(Terminator.IfStopped end) {
    Integer known = entered.get(end.selector());
    if (known == null || known == Selector.STOPPED) {
      go(end.done(), Way.STOP, Walk.with(entered, end.selector(), Selector.STOPPED));
    }
    if (known == null || known != Selector.STOPPED) {
      go(end.otherwise());
    }
  }

  @Override
  public void await(Suspension.Await end) {
    arrive(from.block(), from.way());
  }

  @Override
  public void yielding(Suspension.Yield end) {
    arrive(from.block(), from.way());
  }

  @Override
  public void call(Suspension.Call end) {
    arrive(from.block(), from.way());
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
    arrive(Places.ofException(from.block().region()), Way.EXCEPTION);
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
