package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a body completes that has a frame: it tells the promise, and leaves its step. */
final class Completing {
  private final Naming naming;
  private final @Nullable String slot;

  /**
   * @param slot the field that keeps a primitive result, null where the promise gets the value
   */
  Completing(Naming naming, @Nullable String slot) {
    this.naming = naming;
    this.slot = slot;
  }

  /** In carried-over text. */
  String part(Part part) {
    return switch (part) {
      case BEFORE_VALUE ->
          slot == null ? call("returnValue(") : naming.frame() + "." + slot + " = ";
      case AFTER_VALUE ->
          slot == null ? "); return null;" : "; " + call(Abi.RETURN_UNBOXED + "(); return null;");
      case WITHOUT_VALUE -> call("returnVoid(); return null;");
    };
  }

  private String call(String hook) {
    return naming.frame() + "." + hook;
  }

  /** With a value that has been written. */
  void write(Text value, Lines lines) {
    if (slot == null) {
      lines.line("$L.returnValue($L);", naming.frame(), value);
    } else {
      lines.line("$L.$L = $L;", naming.frame(), slot, value);
      lines.line("$L.$L();", naming.frame(), Abi.RETURN_UNBOXED);
    }
    lines.line("return null;");
  }

  /** At the end of a block. */
  void write(Terminator.Finish finish, CodeWriter writer, StatementWriter statements, Lines lines) {
    if (finish.value() == null) {
      lines.line("$L$L.returnVoid();", writer.write(finish.line(), Map.of()), naming.frame());
      lines.line("return null;");
    } else {
      write(statements.code(Code.of(finish.line(), finish.value())), lines);
    }
  }
}
