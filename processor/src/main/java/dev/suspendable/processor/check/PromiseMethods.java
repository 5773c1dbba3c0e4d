package dev.suspendable.processor.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Caches the methods of promises, including inherited ones. Most coroutines share a few promises,
 * and javac would collect their members again on each request.
 */
final class PromiseMethods {
  private final Elements elements;
  private final Map<TypeElement, List<ExecutableElement>> methods = new HashMap<>();

  PromiseMethods(Elements elements) {
    this.elements = elements;
  }

  List<ExecutableElement> of(TypeElement promise) {
    return methods.computeIfAbsent(
        promise, key -> List.copyOf(ElementFilter.methodsIn(elements.getAllMembers(key))));
  }
}
