package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
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

  /** One choice and where it leads. */
  record Arm(Choice choice, Block target) {}

  /**
   * The suspension: make the awaiter, and unless it is ready leave the step method.
   *
   * @param always whether the awaiter is known to be {@code SuspendAlways}, and nobody asks for its
   *     result: then it need not be remembered
   * @param resume where it goes on: resumed, or unless {@code always} also ready
   * @param cleanup where the done signal goes, null if nothing has to be cleaned up
   */
  record Suspend(
      Code awaiter, boolean always, Block resume, @Nullable Block cleanup, int line, String source)
      implements Terminator {}

  /** The body completes; {@code call} tells the promise with what. */
  record Finish(Code call) implements Terminator {}

  record Throw(Code exception) implements Terminator {}

  /** The done signal has run all cleanups. */
  record Unwound() implements Terminator {}

  /** Nothing: the last operation does not complete normally. */
  record Stop() implements Terminator {}

  /** By the rules of Java control cannot get here. */
  record Unreachable() implements Terminator {}
}
