package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Completes a body that has a frame: informs the promise, and leaves the frame's step. */
final class Completing {
  private final Naming naming;
  private final @Nullable String slot;

  /**
   * @param slot the field that keeps a primitive result, null if the promise gets the value
   */
  Completing(Naming naming, @Nullable String slot) {
    this.naming = naming;
    this.slot = slot;
  }

  /** The completion inside verbatim text. */
  Code in(Code value) {
    if (value.isEmpty()) {
      return Code.of(call("returnVoid(); return null;"));
    }
    return slot == null
        ? Code.of(call("returnValue("), value, "); return null;")
        : Code.of(
            naming.frame() + "." + slot + " = ",
            value,
            "; " + call(Abi.RETURN_UNBOXED + "(); return null;"));
  }

  private String call(String hook) {
    return naming.frame() + "." + hook;
  }

  /** The completion with a value that has been written. */
  void write(Text value, Lines lines) {
    if (slot == null) {
      lines.line("$L.returnValue($L);", naming.frame(), value);
    } else {
      lines.line("$L.$L = $L;", naming.frame(), slot, value);
      lines.line("$L.$L();", naming.frame(), Abi.RETURN_UNBOXED);
    }
    lines.line("return null;");
  }

  /** The completion at the end of a block. */
  void write(Terminator.Finish finish, CodeWriter writer, StatementWriter statements, Lines lines) {
    if (finish.value() == null) {
      lines.line("$L$L.returnVoid();", writer.write(finish.line(), Map.of()), naming.frame());
      lines.line("return null;");
    } else {
      write(statements.code(Code.of(finish.line(), finish.value())), lines);
    }
  }
}
