package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.Code;

/** The parts of a statement's text that differ between the two forms of a body. */
interface Form {
  /** The statements that continue at a block. */
  String goTo(Block block);

  /**
   * The statements that complete the coroutine and leave its body.
   *
   * @param value empty to complete without a value
   */
  Code complete(Code value);

  /** The name of the method to call for a call of another coroutine of this file. */
  String callee();

  /**
   * The arguments of such a call that come after the receiver, if there is one, and before the
   * user's arguments.
   */
  String callContext();

  /**
   * The depth argument of a direct call.
   *
   * @param between estimate of the stack space between this form and that of the callee
   */
  String depth(int between);
}
