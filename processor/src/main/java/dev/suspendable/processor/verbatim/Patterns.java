package dev.suspendable.processor.verbatim;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.source.Source;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The patterns of a body, and the variables that they bind. */
public final class Patterns {
  private Patterns() {}

  /** The binding variables of a pattern, from left to right. */
  static List<Element> bindings(Source source, Tree pattern) {
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
  public static List<Variable> declare(BodyContext context, Tree pattern) {
    return bindings(context.source, pattern).stream()
        .map(element -> context.declare(element, Variable.Kind.LOCAL))
        .toList();
  }

  /**
   * Rejects patterns of earlier versions of Java, which had other patterns as a preview, with
   * guards inside of them.
   */
  public static void check(BodyContext context, Tree label) {
    if (!context.isSince(21)) {
      throw context.source.refuse(
          Diagnostic.NOT_SUPPORTED,
          label,
          "a pattern in a switch before Java 21",
          "use if and instanceof");
    }
  }
}
