package dev.suspendable.processor.warn;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.EnabledWarnings;
import dev.suspendable.processor.source.Messages;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Element;

/**
 * Warns about likely mistakes, unless the user has disabled the warning: with an option, or with
 * {@code @SuppressWarnings} on an enclosing declaration. The annotation contains the name that the
 * message ends with, or {@code "suspendable"} for all warnings of the processor.
 */
public final class Warnings {
  private static final List<String> ALL = List.of("suspendable", "all");

  private final Trees trees;
  private final EnabledWarnings enabled;

  public Warnings(Trees trees, EnabledWarnings enabled) {
    this.trees = trees;
    this.enabled = enabled;
  }

  /** Whether a warning may be reported at all. */
  boolean isEnabled(Diagnostic warning) {
    return enabled.contains(warning);
  }

  /** Warns at a tree. */
  public void warn(Diagnostic warning, TreePath at, Object... arguments) {
    if (isEnabled(warning) && !isSuppressed(warning, at)) {
      Messages.print(trees, warning, at.getLeaf(), at.getCompilationUnit(), arguments);
    }
  }

  private boolean isSuppressed(Diagnostic warning, TreePath at) {
    for (TreePath path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree
          || path.getLeaf() instanceof MethodTree
          || path.getLeaf() instanceof VariableTree) {
        Element element = trees.getElement(path);
        SuppressWarnings annotation =
            element == null ? null : element.getAnnotation(SuppressWarnings.class);
        if (annotation != null
            && Arrays.stream(annotation.value())
                .anyMatch(name -> ALL.contains(name) || name.equals(warning.id()))) {
          return true;
        }
      }
    }
    return false;
  }
}
