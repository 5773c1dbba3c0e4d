package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a basic block ends. */
public sealed interface Terminator {
  record Goto(Block target) implements Terminator {}

  record Branch(Code condition, Block ifTrue, Block ifFalse) implements Terminator {}

  /**
   * A switch that only chooses a block.
   *
   * @param otherwise where to go when no arm matches; null if the arms are exhaustive
   */
  record Select(Code selector, List<Arm> arms, @Nullable Block otherwise) implements Terminator {}

  /**
   * One choice and where it leads.
   *
   * @param isDone whether only the stopped signal leads there
   */
  record Arm(Choice choice, Block target, boolean isDone) {}

  /**
   * A suspension point.
   *
   * @param what what may suspend
   * @param ready where it goes on without having suspended
   * @param resume where it goes on when it is resumed; often {@code ready}
   * @param cleanup where the stopped signal goes, null if nothing has to be cleaned up
   */
  record Suspend(
      Waiting what, Block ready, Block resume, @Nullable Block cleanup, int line, String source)
      implements Terminator {

    /** Whether it is known to suspend, so that {@code ready} is never reached from here. */
    public boolean always() {
      return what instanceof Awaiting awaiting && awaiting.always();
    }

    /** Whether it awaits what has the result type {@code Void}. */
    public boolean isVoid() {
      return what instanceof Awaiting awaiting && awaiting.isVoid() && !awaiting.always();
    }
  }

  /** What a coroutine waits for at a suspension point. */
  sealed interface Waiting {
    Code code();
  }

  /**
   * An awaiter is made, and asked whether it is ready.
   *
   * @param push what stands for it in push mode: gives null, or an awaiter to suspend on; or null
   * @param always whether the awaiter is known to be {@code SuspendAlways}, and nobody asks for its
   *     result: then it need not be remembered
   * @param isVoid whether the result's type is {@code Void}
   */
  record Awaiting(Code code, @Nullable Code push, boolean always, boolean isVoid)
      implements Waiting {}

  /**
   * Another coroutine's direct form is called. If it did not suspend, its result goes to {@code
   * result}.
   *
   * @param result null if nobody is interested in it
   */
  record Calling(Code code, @Nullable Variable result) implements Waiting {}

  /**
   * The direct form of a coroutine is called that completes this one in its place. Without a
   * suspension it goes on with the result; if the other coroutine suspends, this one is left for
   * good.
   *
   * @param result null if nobody is interested in it
   */
  record TailCall(Code code, @Nullable Variable result, Block ready, int line)
      implements Terminator {}

  /** A finally block was entered by the stopped signal, or it was not. */
  record IfStopped(Code isDone, Block done, Block otherwise) implements Terminator {}

  /** The body completes with a value, or with none. */
  record Finish(Code line, @Nullable Code value) implements Terminator {}

  record Throw(Code exception) implements Terminator {}

  /** The stopped signal has run all cleanups. */
  record Unwound() implements Terminator {}

  /** Nothing: the last operation does not complete normally. */
  record Stop() implements Terminator {}

  /** By the rules of Java control cannot get here. */
  record Unreachable() implements Terminator {}
}
