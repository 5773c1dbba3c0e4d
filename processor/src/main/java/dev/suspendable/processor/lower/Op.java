package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a basic block. */
public sealed interface Op {
  /** Its code. */
  default List<Code> codes() {
    return List.of();
  }

  /** The variable that it assigns, or null. */
  default @Nullable Variable assigned() {
    return null;
  }

  /** The variables that are not read after it before they are assigned, in addition (a kill). */
  default List<Variable> dead() {
    return List.of();
  }

  /** The ways out of the block at this operation. */
  default List<Exit> exits() {
    return List.of();
  }

  /** Calls the method of the visitor for this operation. */
  void accept(Visitor visitor);

  /**
   * A way out of verbatim code.
   *
   * @param to the block to continue at; null if the coroutine completes there
   * @param value the variable that keeps the value of the {@link Code.Exit}; null if it has none,
   *     or if the coroutine completes with it at once
   */
  record Exit(@Nullable Block to, @Nullable Variable value) {
    /** The blocks that some exits lead to. */
    static Stream<Block> targets(List<Exit> exits) {
      return exits.stream().map(Exit::to).filter(Objects::nonNull);
    }
  }

  /** A statement without a way out, including its semicolon. */
  record Run(Code statement) implements Op {
    @Override
    public List<Code> codes() {
      return List.of(statement);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.run(this);
    }
  }

  /**
   * A statement of the user's.
   *
   * @param exits its ways out, by the numbers of {@link Code.Exit}
   * @param completes whether it can also complete normally
   * @param leftThroughCleanup whether an exit leaves it from inside a try whose cleanup then runs,
   *     and may fail: nothing of the jump may happen before that
   */
  record Verbatim(Code statement, List<Exit> exits, boolean completes, boolean leftThroughCleanup)
      implements Op {
    public Verbatim {
      exits = List.copyOf(exits);
    }

    @Override
    public List<Code> codes() {
      return List.of(statement);
    }

    /** The same statement with other targets. */
    Verbatim withTargets(UnaryOperator<Block> mapping) {
      return new Verbatim(
          statement,
          exits.stream()
              .map(exit -> new Exit(exit.to == null ? null : mapping.apply(exit.to), exit.value))
              .toList(),
          completes,
          leftThroughCleanup);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.verbatim(this);
    }
  }

  /** A comment from the user's code. */
  record Comment(Code text) implements Op {
    @Override
    public void accept(Visitor visitor) {
      visitor.comment(this);
    }
  }

  /**
   * A variable comes into scope.
   *
   * @param value its initial value, null if it has none
   * @param verbatim the user's declaration, or null
   */
  record Declare(Variable variable, @Nullable Code value, @Nullable Code verbatim) implements Op {
    @Override
    public List<Code> codes() {
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public Variable assigned() {
      return variable;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.declare(this);
    }
  }

  /** {@code variable = value}. */
  record Assign(Variable variable, Code value) implements Op {
    @Override
    public List<Code> codes() {
      return List.of(value);
    }

    @Override
    public Variable assigned() {
      return variable;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.assign(this);
    }
  }

  /** Chooses the way on which control will leave the finally block that it enters next. */
  record Choose(Selector selector, int way) implements Op {
    @Override
    public Variable assigned() {
      return selector.variable();
    }

    @Override
    public List<Variable> dead() {
      return selector.dead(way);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.choose(this);
    }
  }

  /** Has a method for each kind of operation. */
  interface Visitor {
    void run(Run op);

    void verbatim(Verbatim op);

    void comment(Comment op);

    void declare(Declare op);

    void assign(Assign op);

    void choose(Choose op);
  }
}
