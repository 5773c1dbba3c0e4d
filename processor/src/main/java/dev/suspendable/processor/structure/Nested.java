package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.List;

/** A statement of the direct form, with statements inside. */
public sealed interface Nested {
  /** The operations of a block, without its end. */
  record Straight(Block block) implements Nested {}

  /**
   * A statement that is left by jumps to what follows it.
   *
   * @param follower where a jump out of it goes: the next statement
   */
  record Labeled(Block follower, List<Nested> body) implements Nested {}

  /** An endless loop; it is left by jumps, and its end goes on at its head. */
  record Loop(Block head, List<Nested> body) implements Nested {}

  /** A try with one handler for everything. */
  record Try(List<Nested> body, List<Nested> handler) implements Nested {}

  record If(Code condition, List<Nested> then, List<Nested> otherwise) implements Nested {}

  /** A switch; {@code otherwise} is what follows if no arm matches, unless it is exhaustive. */
  record Select(Terminator.Select select, List<Arm> arms, List<Nested> otherwise)
      implements Nested {}

  /** An arm of a switch. */
  record Arm(Terminator.Arm arm, List<Nested> body) {}

  /** A jump to a label in scope. */
  record Jump(Block target) implements Nested {}

  /** A suspension point, at the end of {@code block}: leaves if it suspends. */
  record Wait(Block block, Terminator.Suspend suspend) implements Nested {}

  /** A tail call: leaves if it suspends. */
  record Tail(Terminator.TailCall call) implements Nested {}

  /** The end of a path: completion, exception, or nothing where control cannot get. */
  record End(Terminator terminator) implements Nested {}
}
