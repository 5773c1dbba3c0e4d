package dev.suspendable.processor.read;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The variables that patterns bind. */
final class Bindings {
  private Bindings() {}

  /** The binding variables of a pattern, from left to right. */
  static List<Element> of(Source source, Tree pattern) {
    List<Element> result = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        Element element = source.element(tree);
        if (element != null && !tree.getName().isEmpty()) {
          result.add(element);
        }
        return null;
      }
    }.scan(pattern, null);
    return result;
  }

  /** Declares them as variables of the coroutine. */
  static List<Variable> declare(MethodContext context, Tree pattern) {
    return of(context.source, pattern).stream()
        .map(element -> context.declare(element, Variable.Kind.LOCAL))
        .toList();
  }
}
