package dev.suspendable.processor.model;

/** A jump that leaves a statement. */
public sealed interface Jump {
  /** {@code break} out of the target. */
  record Break(JumpTarget target) implements Jump {}

  /** {@code continue} with the target's next iteration. */
  record Continue(JumpTarget target) implements Jump {}

  /** {@code yield} a value from a switch expression. */
  record Yield(JumpTarget target, Expr value) implements Jump {}

  /** {@code return}. */
  record Return(Outcome outcome, int line) implements Jump {}

  /** The outcome that a {@code return} completes the coroutine with. */
  sealed interface Outcome {}

  /** {@code return Task.of(value)}: the promise's {@code returnValue}. */
  record Value(Expr value) implements Outcome {}

  /** {@code return Task.completed()}: the promise's {@code returnVoid}. */
  record Nothing() implements Outcome {}

  /**
   * {@code return e}: complete with the outcome of the coroutine object {@code e}.
   *
   * @param tail the suspension that transfers control, for a {@code return} outside of any {@code
   *     try}
   * @param awaiting the suspension that awaits {@code e} so that catch and finally see the outcome
   * @param hasValue whether the result goes to {@code returnValue} or is dropped for {@code
   *     returnVoid}
   */
  record Transfer(Expr tail, Expr awaiting, boolean hasValue) implements Outcome {}

  /**
   * {@code return e} in verbatim code: {@code e} is evaluated there, and kept until control has
   * left that code.
   *
   * @param coroutine keeps the coroutine object
   * @param value {@code e}
   * @param transfer completes with the outcome of {@code coroutine}
   */
  record Kept(Variable coroutine, Expr value, Transfer transfer) implements Outcome {}
}
