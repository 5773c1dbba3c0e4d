package dev.suspendable.processor.oracle;

import dev.suspendable.processor.oracle.Body.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a coroutine of the generated class.
 *
 * @param suspension what it does: it returns a task or a generator
 * @param modifiers such as {@code private static}, followed by a space
 * @param result type of its task's value, or null for {@code Void}; of a generator's values
 * @param parameters their types; in front of them is {@code int depth}, which bounds recursion
 */
record Coroutine(
    Suspension suspension,
    String name,
    String modifiers,
    @Nullable Type result,
    List<Type> parameters) {
  boolean isStatic() {
    return modifiers.contains("static");
  }

  /** What a call of it gives. */
  String returnType() {
    String type = suspension == Suspension.YIELD ? "Generator" : "Task";
    return type + "<" + resultSource() + ">";
  }

  String resultSource() {
    return result == null ? "Void" : result.boxedSource();
  }
}
