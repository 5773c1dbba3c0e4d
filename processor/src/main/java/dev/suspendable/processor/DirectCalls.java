package dev.suspendable.processor;

import dev.suspendable.processor.model.SuspendableMethod;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** The direct calls between the coroutines of a top-level class. */
final class DirectCalls {
  private final Map<ExecutableElement, Set<ExecutableElement>> calls = new HashMap<>();
  private final Set<ExecutableElement> callees = new HashSet<>();

  DirectCalls(Collection<SuspendableMethod> coroutines) {
    for (SuspendableMethod each : coroutines) {
      ExecutableElement method = each.declaration().method();
      if (method != null) {
        calls.put(method, each.callees().all());
      }
      callees.addAll(each.callees().all());
    }
  }

  /** Whether any coroutine of the class calls a method directly. */
  boolean isCalled(@Nullable ExecutableElement method) {
    return callees.contains(method);
  }

  /** Marks the direct calls of a coroutine that may lead back to it. */
  SuspendableMethod withRecursion(SuspendableMethod coroutine) {
    Set<ExecutableElement> recursive = new LinkedHashSet<>(coroutine.callees().all());
    recursive.removeIf(callee -> !reaches(callee, coroutine.declaration().method()));
    return coroutine.withRecursiveCallees(recursive);
  }

  private boolean reaches(ExecutableElement from, @Nullable ExecutableElement to) {
    Set<ExecutableElement> seen = new HashSet<>(Set.of(from));
    Deque<ExecutableElement> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      ExecutableElement method = todo.pop();
      if (method.equals(to)) {
        return true;
      }
      calls.getOrDefault(method, Set.of()).stream().filter(seen::add).forEach(todo::push);
    }
    return false;
  }
}
