package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.Code.Part;

/** What the text of a statement says differently in the two forms of a body. */
interface Form {
  /** The statements that go on at a block. */
  String goTo(Block block);

  /** Part of the statements that complete the coroutine and leave its body. */
  String complete(Part part);

  /** The name of the method that a call of another coroutine of this file calls. */
  String callee();

  /**
   * What such a call passes behind the receiver, if there is one, and in front of the arguments.
   */
  String callContext();

  /**
   * The depth that a direct call has.
   *
   * @param between estimate of what lies on the stack between this form and that of the callee
   */
  String depth(int between);
}
