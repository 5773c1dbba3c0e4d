package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.List;

/** A statement of the direct form, which may contain nested statements. */
public sealed interface Nested {
  /** The operations of a block, without its terminator. */
  record Straight(Block block) implements Nested {}

  /**
   * A labelled statement; jumps leave it and continue with the next statement.
   *
   * @param follower the target of a jump out of it: the next statement
   */
  record Labeled(Block follower, List<Nested> body) implements Nested {}

  /** An endless loop. Jumps leave it; its end continues at its head. */
  record Loop(Block head, List<Nested> body) implements Nested {}

  /** A try with one handler for all exceptions. */
  record Try(List<Nested> body, List<Nested> handler) implements Nested {}

  record If(Code condition, List<Nested> then, List<Nested> otherwise) implements Nested {}

  /** A switch. If no arm matches, {@code otherwise} runs, unless the switch is exhaustive. */
  record Select(Terminator.Select select, List<Arm> arms, List<Nested> otherwise)
      implements Nested {}

  /** An arm of a switch. */
  record Arm(Terminator.Arm arm, List<Nested> body) {}

  /** A jump to a label in scope. */
  record Jump(Block target) implements Nested {}

  /** A suspension point at the end of {@code block}; the code leaves the method if it suspends. */
  record Wait(Block block, Terminator.Suspend suspend) implements Nested {}

  /** A tail call; the code leaves the method if it suspends. */
  record Tail(Terminator.TailCall call) implements Nested {}

  /** The end of a path: completion, an exception, or nothing if control cannot reach it. */
  record End(Terminator terminator) implements Nested {}
}
