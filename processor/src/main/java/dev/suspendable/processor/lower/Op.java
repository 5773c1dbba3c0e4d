package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
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
  record Declare(Variable variable, @Nullable Code value, @Nullable Code verbatim)
      implements Op {}

  /** {@code variable = value}. */
  record Assign(Variable variable, Code value) implements Op {}
}
