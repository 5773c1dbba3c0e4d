package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a basic block. */
public sealed interface Terminator {
  record Goto(Block target) implements Terminator {}

  record Branch(Code condition, Block ifTrue, Block ifFalse) implements Terminator {}

  /**
   * A switch that only selects a block.
   *
   * @param otherwise the block to continue at if no arm matches; null if the arms are exhaustive
   */
  record Select(Code selector, List<Arm> arms, @Nullable Block otherwise) implements Terminator {}

  /**
   * A choice and its target.
   *
   * @param isDone whether only the stopped signal leads there
   */
  record Arm(Choice choice, Block target, boolean isDone) {}

  /**
   * A suspension point.
   *
   * @param what the operation that may suspend
   * @param ready the block to continue at if it does not suspend
   * @param resume the block to continue at when it is resumed; often {@code ready}
   * @param cleanup the block where the stopped signal continues, null if there is no cleanup
   */
  record Suspend(
      Waiting what, Block ready, Block resume, @Nullable Block cleanup, int line, String source)
      implements Terminator {

    /** Whether it is known to suspend, so that control never reaches {@code ready} from here. */
    public boolean always() {
      return what instanceof Awaiting awaiting && awaiting.always();
    }

    /** Whether the result type of the awaited operation is {@code Void}. */
    public boolean isVoid() {
      return what instanceof Awaiting awaiting && awaiting.isVoid() && !awaiting.always();
    }
  }

  /** The operation that a coroutine waits for at a suspension point. */
  sealed interface Waiting {
    Code code();
  }

  /**
   * Creates an awaiter, and tests whether it is ready.
   *
   * @param push the code that replaces it in push mode and evaluates to null, or to an awaiter to
   *     suspend on; or null
   * @param always whether the awaiter is known to be {@code SuspendAlways} and its result is not
   *     used: then it need not be stored
   * @param isVoid whether the result's type is {@code Void}
   */
  record Awaiting(Code code, @Nullable Code push, boolean always, boolean isVoid)
      implements Waiting {}

  /**
   * Calls another coroutine's direct form. If that does not suspend, its result is stored in {@code
   * result}.
   *
   * @param result null if the result is not used
   */
  record Calling(Code code, @Nullable Variable result) implements Waiting {}

  /**
   * Calls the direct form of a coroutine that completes this one. Without a suspension, control
   * continues with the result. If the other coroutine suspends, control leaves this one for good.
   *
   * @param result null if the result is not used
   */
  record TailCall(Code code, @Nullable Variable result, Block ready, int line)
      implements Terminator {}

  /** Tests whether the stopped signal entered a finally block. */
  record IfStopped(Code isDone, Block done, Block otherwise) implements Terminator {}

  /** The body completes with or without a value. */
  record Finish(Code line, @Nullable Code value) implements Terminator {}

  record Throw(Code exception) implements Terminator {}

  /** The stopped signal has run all cleanups. */
  record Unwound() implements Terminator {}

  /** Empty: the last operation does not complete normally. */
  record Stop() implements Terminator {}

  /** By the rules of Java, control cannot reach this end. */
  record Unreachable() implements Terminator {}
}
