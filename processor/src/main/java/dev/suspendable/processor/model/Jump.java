package dev.suspendable.processor.model;

/** A jump that leaves a statement. */
public sealed interface Jump {
  /** Calls the method of the visitor for this jump. */
  <R> R accept(Visitor<R> visitor);

  /** {@code break} out of the target. */
  record Break(JumpTarget target) implements Jump {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.breaking(this);
    }
  }

  /** {@code continue} with the target's next iteration. */
  record Continue(JumpTarget target) implements Jump {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.continuing(this);
    }
  }

  /** {@code yield} a value from a switch expression. */
  record Yield(JumpTarget target, Expr value) implements Jump {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.yielding(this);
    }
  }

  /** {@code return}. */
  record Return(Outcome outcome, int line) implements Jump {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.returning(this);
    }
  }

  /** Has a method for each kind of jump. */
  interface Visitor<R> {
    R breaking(Break jump);

    R continuing(Continue jump);

    R yielding(Yield jump);

    R returning(Return jump);
  }

  /** The outcome that a {@code return} completes the coroutine with. */
  sealed interface Outcome {
    /** Calls the method of the visitor for this outcome. */
    <R> R accept(OutcomeVisitor<R> visitor);
  }

  /** {@code return Task.of(value)}: the promise's {@code returnValue}. */
  record Value(Expr value) implements Outcome {
    @Override
    public <R> R accept(OutcomeVisitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /** {@code return Task.completed()}: the promise's {@code returnVoid}. */
  record Nothing() implements Outcome {
    @Override
    public <R> R accept(OutcomeVisitor<R> visitor) {
      return visitor.nothing();
    }
  }

  /**
   * {@code return e}: complete with the outcome of the coroutine object {@code e}.
   *
   * @param tail the suspension that transfers control, for a {@code return} outside of any {@code
   *     try}
   * @param awaiting the suspension that awaits {@code e} so that catch and finally see the outcome
   * @param hasValue whether the result goes to {@code returnValue} or is dropped for {@code
   *     returnVoid}
   */
  record Transfer(Expr tail, Expr awaiting, boolean hasValue) implements Outcome {
    @Override
    public <R> R accept(OutcomeVisitor<R> visitor) {
      return visitor.transfer(this);
    }
  }

  /**
   * {@code return e} in verbatim code: {@code e} is evaluated there, and kept until control has
   * left that code.
   *
   * @param coroutine keeps the coroutine object
   * @param value {@code e}
   * @param transfer completes with the outcome of {@code coroutine}
   */
  record Kept(Variable coroutine, Expr value, Transfer transfer) implements Outcome {
    @Override
    public <R> R accept(OutcomeVisitor<R> visitor) {
      return visitor.kept(this);
    }
  }

  /** Has a method for each kind of outcome. */
  interface OutcomeVisitor<R> {
    R value(Value outcome);

    R nothing();

    R transfer(Transfer outcome);

    R kept(Kept outcome);
  }
}
