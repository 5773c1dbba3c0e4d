package dev.suspendable.processor.plugin;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Watches one compilation.
 *
 * <p>javac calls listeners in the order in which they were added, and makes plugins before
 * processors: a listener of the plugin's would look at the end of the compilation before the
 * processor has bound anything. So this one adds another when the first class is about to be
 * analyzed, which is after all processors have added theirs.
 */
final class Watch implements TaskListener {
  private static final String SUSPENDABLE = "dev.suspendable.annotations.Suspendable";

  private final JavacTask task;
  private final List<Coroutine> coroutines = new ArrayList<>();
  private final Set<String> generated = new HashSet<>();
  private final Set<String> bound = new HashSet<>();
  private boolean analyzing;
  private boolean saysWhenItEnds;
  private @Nullable Boolean isPresent;
  private @Nullable Boolean isUsed;

  /** A method that the processor has to bind. */
  private record Coroutine(String host, TreePath path) {}

  Watch(JavacTask task) {
    this.task = task;
  }

  @Override
  public void started(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.COMPILATION) {
      saysWhenItEnds = true;
    } else if (event.getKind() == TaskEvent.Kind.ANALYZE && !analyzing) {
      analyzing = true;
      Handshake.of(task).ask();
      task.addTaskListener(new End());
    }
  }

  @Override
  public void finished(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE && isPresent == null) {
      isPresent = Handshake.of(task).isPresent();
      Handshake.of(task).end();
    }
    if (isEnd(event) && !coroutines.isEmpty()) {
      Handshake.of(task).ask();
    }
    TypeElement type = event.getTypeElement();
    if (type == null || !isUsed()) {
      return;
    }
    if (event.getKind() == TaskEvent.Kind.ANALYZE) {
      find(type);
    } else if (event.getKind() == TaskEvent.Kind.GENERATE) {
      generated.add(task.getElements().getBinaryName(type).toString());
    }
  }

  /** Used step by step, javac does not say when it ends; then a class that is written is bound. */
  private boolean isEnd(TaskEvent event) {
    return event.getKind()
        == (saysWhenItEnds ? TaskEvent.Kind.COMPILATION : TaskEvent.Kind.GENERATE);
  }

  /** A compilation that cannot see our annotations has no coroutines. */
  private boolean isUsed() {
    if (isUsed == null) {
      isUsed = task.getElements().getTypeElement(SUSPENDABLE) != null;
    }
    return isUsed;
  }

  private void find(TypeElement type) {
    Trees trees = Trees.instance(task);
    TreePath path = trees.getPath(type);
    // Not a package or module.
    if (path == null || !(path.getLeaf() instanceof ClassTree)) {
      return;
    }
    for (Coroutine coroutine : coroutinesIn(path)) {
      if (Boolean.TRUE.equals(isPresent)) {
        coroutines.add(coroutine);
      } else {
        report(coroutine);
      }
    }
  }

  private List<Coroutine> coroutinesIn(TreePath type) {
    Trees trees = Trees.instance(task);
    Elements elements = task.getElements();
    List<Coroutine> found = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        if (tree.getBody() != null && !tree.getModifiers().getAnnotations().isEmpty()) {
          Element method = trees.getElement(getCurrentPath());
          if (method != null
              && isSuspendable(method)
              && method.getEnclosingElement() instanceof TypeElement host) {
            found.add(new Coroutine(elements.getBinaryName(host).toString(), getCurrentPath()));
          }
        }
        return super.visitMethod(tree, null);
      }
    }.scan(type, null);
    return found;
  }

  private static boolean isSuspendable(Element method) {
    return method.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(SUSPENDABLE));
  }

  private void report(Coroutine coroutine) {
    Diagnostic diagnostic = Diagnostic.UNBOUND;
    TreePath path = coroutine.path();
    Trees.instance(task)
        .printMessage(
            diagnostic.kind(), diagnostic.message(), path.getLeaf(), path.getCompilationUnit());
  }

  /** Looks at what the processor, whose listener is called before this one, has bound. */
  private final class End implements TaskListener {
    @Override
    public void finished(TaskEvent event) {
      if (!isEnd(event) || coroutines.isEmpty()) {
        return;
      }
      bound.addAll(Handshake.of(task).end());
      TypeElement type = event.getTypeElement();
      String nest = type == null ? "" : task.getElements().getBinaryName(type).toString();
      List<Coroutine> ended =
          coroutines.stream()
              .filter(it -> type == null || (it.host() + "$").startsWith(nest + "$"))
              .filter(it -> type == null || type.getNestingKind() == NestingKind.TOP_LEVEL)
              .toList();
      coroutines.removeAll(ended);
      for (Coroutine coroutine : ended) {
        // What was not generated had errors.
        if (generated.contains(coroutine.host()) && !bound.contains(coroutine.host())) {
          report(coroutine);
        }
      }
    }
  }
}
