package dev.suspendable.processor.model;

import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/**
 * The coroutines that a coroutine calls through their direct form.
 *
 * @param all all of them
 * @param recursive those that call it in turn, directly or through others; empty until the callers
 *     of all coroutines of the class are known
 */
public record DirectCallees(Set<ExecutableElement> all, Set<ExecutableElement> recursive) {
  /** Whether there are none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether any of them leads back to the coroutine: it is part of a recursion of direct calls. */
  public boolean areRecursive() {
    return !recursive.isEmpty();
  }

  /** Whether code contains a direct call that belongs to the recursion. */
  public boolean isRecursion(Code code) {
    return areRecursive()
        && code.pieces().stream()
            .anyMatch(
                piece ->
                    piece instanceof Code.DirectForm direct && recursive.contains(direct.method()));
  }
}
