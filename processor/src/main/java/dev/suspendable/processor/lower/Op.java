package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a basic block. */
public sealed interface Op {
  /** Its code. */
  default List<Code> codes() {
    return List.of();
  }

  /** The variable that it declares or assigns, or null. */
  default @Nullable Variable assigned() {
    return null;
  }

  /** Calls the method of the visitor for this operation. */
  void accept(Visitor visitor);

  /** A statement, including its semicolon. */
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

  /** These variables are not read again before they are assigned (a kill); it emits no code. */
  record Forget(List<Variable> variables) implements Op {
    @Override
    public void accept(Visitor visitor) {
      visitor.forget(this);
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

  /** Has a method for each kind of operation. */
  interface Visitor {
    void run(Run op);

    void comment(Comment op);

    void declare(Declare op);

    void forget(Forget op);

    void assign(Assign op);
  }
}
