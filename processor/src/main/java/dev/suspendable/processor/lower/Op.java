package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a basic block. */
public sealed interface Op {
  /** A statement, including its semicolon. */
  record Run(Code statement) implements Op {}

  /** A comment from the user's code. */
  record Comment(Code text) implements Op {}

  /**
   * A variable comes into scope.
   *
   * @param value its initial value, null if it has none
   * @param verbatim the user's declaration, or null
   */
  record Declare(Variable variable, @Nullable Code value, @Nullable Code verbatim) implements Op {}

  /** These variables are not read again before they are assigned (a kill); it emits no code. */
  record Forget(List<Variable> variables) implements Op {}

  /** {@code variable = value}. */
  record Assign(Variable variable, Code value) implements Op {}
}
