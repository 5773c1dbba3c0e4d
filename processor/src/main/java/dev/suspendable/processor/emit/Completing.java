package dev.suspendable.processor.emit;

import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Part;
import java.util.Map;

/** How a body completes that has a frame: it tells the promise, and leaves its step. */
final class Completing {
  private Completing() {}

  /** In carried-over text. */
  static String inFrame(Naming naming, Part part) {
    return switch (part) {
      case BEFORE_VALUE -> naming.frame() + ".returnValue(";
      case AFTER_VALUE -> "); return null;";
      case WITHOUT_VALUE -> naming.frame() + ".returnVoid(); return null;";
    };
  }

  /** At the end of a block. */
  static void write(
      Terminator.Finish finish,
      Naming naming,
      CodeWriter writer,
      StatementWriter statements,
      Lines lines) {
    if (finish.value() == null) {
      lines.line("$L$L.returnVoid();", writer.write(finish.line(), Map.of()), naming.frame());
    } else {
      Text value = statements.code(Code.of(finish.line(), finish.value()));
      lines.line("$L.returnValue($L);", naming.frame(), value);
    }
    lines.line("return null;");
  }
}
