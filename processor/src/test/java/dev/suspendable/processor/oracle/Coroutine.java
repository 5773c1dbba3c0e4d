package dev.suspendable.processor.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a coroutine of the generated class.
 *
 * @param modifiers such as {@code private static}, followed by a space
 * @param result type of its task's value, or null for {@code Void}
 * @param parameters their types; in front of them is {@code int depth}, which bounds recursion
 */
record Coroutine(String name, String modifiers, @Nullable Type result, List<Type> parameters) {
  boolean isStatic() {
    return modifiers.contains("static");
  }

  String resultSource() {
    return result == null ? "Void" : result.boxedSource();
  }
}
