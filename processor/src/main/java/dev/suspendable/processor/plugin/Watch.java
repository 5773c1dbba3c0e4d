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
 * <p>javac calls listeners in the order in which they were added, and initializes plugins before
 * processors. So a listener added by the plugin would see the end of the compilation before the
 * processor has bound anything. Therefore this listener adds a second one when the first class is
 * about to be analyzed, which is after all processors have added theirs.
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

  /** A method that the processor must bind. */
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

  /**
   * If it is used step by step, javac does not announce the end; then a class is bound once it is
   * written.
   */
  private boolean isEnd(TaskEvent event) {
    return event.getKind()
        == (saysWhenItEnds ? TaskEvent.Kind.COMPILATION : TaskEvent.Kind.GENERATE);
  }

  /**
   * Whether the compilation uses coroutines. A compilation that cannot see the annotations of this
   * project has none.
   */
  private boolean isUsed() {
    if (isUsed == null) {
      isUsed = task.getElements().getTypeElement(SUSPENDABLE) != null;
    }
    return isUsed;
  }

  private void find(TypeElement type) {
    Trees trees = Trees.instance(task);
    TreePath path = trees.getPath(type);
    // A package or module.
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

  /** Checks what the processor, whose listener is called before this one, has bound. */
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
        // A class that was not generated had errors.
        if (generated.contains(coroutine.host()) && !bound.contains(coroutine.host())) {
          report(coroutine);
        }
      }
    }
  }
}
