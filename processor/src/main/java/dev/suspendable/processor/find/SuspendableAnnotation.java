package dev.suspendable.processor.find;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The annotation of coroutines, as elements and trees show it. */
public final class SuspendableAnnotation {
  private static final String NAME = "dev.suspendable.annotations.Suspendable";

  private SuspendableAnnotation() {}

  /** Whether a method has it. */
  static boolean isOn(@Nullable Element method) {
    return method != null
        && method.getAnnotationMirrors().stream()
            .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(NAME));
  }

  /** The expression in a method's annotation that names its promise, or null if there is none. */
  public static @Nullable Tree promiseOf(MethodTree method) {
    for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
      for (ExpressionTree argument : annotation.getArguments()) {
        // Of the method annotations of this project, only @Suspendable has an element of this name.
        if (argument instanceof AssignmentTree element
            && element.getVariable() instanceof IdentifierTree name
            && name.getName().contentEquals("promise")) {
          return element.getExpression();
        }
      }
    }
    return null;
  }
}
