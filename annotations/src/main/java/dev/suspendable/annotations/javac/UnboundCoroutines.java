package dev.suspendable.annotations.javac;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Reports each coroutine of a compilation in which the processor takes no part.
 *
 * <p>It asks the processor when the first class is analyzed, as the processor's own plugin does:
 * through a system property named after the compilation. The property exists during that analysis
 * only. If the processor answers, this listener removes itself.
 */
final class UnboundCoroutines implements TaskListener {
  // The same words as in the processor: plugin.Handshake, and UNBOUND in diagnostic.Diagnostic.
  private static final String PREFIX = "dev.suspendable.compilation.";
  private static final String ASKED = "asked";
  private static final String MESSAGE =
      "this @Suspendable method has not been compiled by the Suspendable annotation processor; add"
          + " dev.suspendable:suspendable-processor to annotationProcessorPaths (Maven),"
          + " annotationProcessor (Gradle) or -processorpath (javac), and do not turn annotation"
          + " processing off (-proc:none) [suspendable:unbound]";

  private static final String SIMPLE_NAME = "Suspendable";
  private static final String NAME = "dev.suspendable.annotations." + SIMPLE_NAME;

  private final JavacTask task;
  private @Nullable String property;
  private boolean missing;

  UnboundCoroutines(JavacTask task) {
    this.task = task;
  }

  @Override
  public void started(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE && property == null) {
      // Plugins are told before processors are. This object is the same for both, unlike the task.
      property = PREFIX + Integer.toHexString(System.identityHashCode(task.getElements()));
      System.setProperty(property, ASKED);
    }
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() != TaskEvent.Kind.ANALYZE || property == null) {
      return;
    }
    if (!missing) {
      missing = ASKED.equals(System.clearProperty(property));
      if (!missing) {
        task.removeTaskListener(this);
        return;
      }
    }
    TypeElement type = event.getTypeElement();
    TreePath path = type == null ? null : Trees.instance(task).getPath(type);
    if (path != null && path.getLeaf() instanceof ClassTree) { // not a package or module
      methodsIn(path).forEach(method -> reportIfCoroutine(method, path));
    }
  }

  /** Methods that may be coroutines, by the text of their annotations. */
  private static List<MethodTree> methodsIn(TreePath type) {
    List<MethodTree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        if (method.getBody() != null
            && method.getModifiers().getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .anyMatch(name -> name.toString().endsWith(SIMPLE_NAME))) {
          found.add(method);
        }
        return super.visitMethod(method, null);
      }
    }.scan(type.getLeaf(), null);
    return found;
  }

  private void reportIfCoroutine(MethodTree method, TreePath type) {
    Trees trees = Trees.instance(task);
    TreePath path = TreePath.getPath(type, method);
    Element element = path == null ? null : trees.getElement(path);
    if (element != null && isCoroutine(element)) {
      trees.printMessage(Diagnostic.Kind.ERROR, MESSAGE, method, type.getCompilationUnit());
    }
  }

  private static boolean isCoroutine(Element method) {
    return method.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(NAME));
  }
}
