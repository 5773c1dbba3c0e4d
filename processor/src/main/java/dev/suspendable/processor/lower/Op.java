package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a basic block. */
public sealed interface Op {
  /** A statement, its semicolon included. */
  record Run(Code statement) implements Op {}

  /** A comment of the user's. */
  record Comment(Code text) implements Op {}

  /**
   * A variable comes into scope.
   *
   * @param value its first value, null for a blank one
   * @param verbatim the declaration in the user's words, or null
   */
  record Declare(Variable variable, @Nullable Code value, @Nullable Code verbatim) implements Op {}

  /** These variables will not be read again before they are assigned; nothing is emitted. */
  record Forget(List<Variable> variables) implements Op {}

  /** {@code variable = value}. */
  record Assign(Variable variable, Code value) implements Op {}
}
