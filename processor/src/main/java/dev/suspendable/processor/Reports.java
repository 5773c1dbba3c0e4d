package dev.suspendable.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.suspendable.processor.check.Problem;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.find.SuspendableAnnotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reports errors at the coroutine that contains them; the other coroutines are still compiled. */
final class Reports {
  private final Trees trees;
  private final Elements elements;
  private final List<Suspicion> suspicions = new ArrayList<>();

  /**
   * Code that does not fit into a method. If javac generates the host without an error, it is a bug
   * of the processor.
   */
  private record Suspicion(String host, Runnable report) {}

  Reports(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /** Work on one coroutine. */
  interface Work {
    void run() throws Problem;
  }

  /** Runs work on a coroutine. Returns whether it succeeded. */
  boolean attempt(TreePath coroutine, Work work) {
    try {
      work.run();
      return true;
    } catch (Problem problem) {
      report(problem.diagnostic(), part(problem, coroutine), coroutine, problem.arguments());
    } catch (Refusal refusal) {
      suspect(coroutine, refusal.suspicion());
    } catch (RuntimeException bug) {
      String what = bug + at(bug);
      suspect(coroutine, () -> report(Diagnostic.INTERNAL, coroutine, what));
    }
    return false;
  }

  /** Reports a diagnostic at a coroutine as a whole. */
  void report(Diagnostic diagnostic, TreePath coroutine, Object... arguments) {
    report(diagnostic, coroutine.getLeaf(), coroutine, arguments);
  }

  private void report(Diagnostic diagnostic, Tree at, TreePath path, Object... arguments) {
    trees.printMessage(
        diagnostic.kind(), diagnostic.message(arguments), at, path.getCompilationUnit());
  }

  private void suspect(TreePath path, @Nullable Runnable suspicion) {
    if (suspicion != null) {
      String host = elements.getBinaryName(hostOf(path)).toString();
      suspicions.add(new Suspicion(host, suspicion));
    }
  }

  private TypeElement hostOf(TreePath coroutine) {
    TreePath path = coroutine;
    while (!(path.getLeaf() instanceof ClassTree)) {
      path = path.getParentPath();
    }
    return (TypeElement) trees.getElement(path);
  }

  /**
   * Reports methods that could not be read although javac has found no error in their class.
   *
   * @param isGenerated whether javac has generated the class of that name
   * @return whether there are any
   */
  boolean reportBugs(Predicate<String> isGenerated) {
    List<Suspicion> bugs =
        suspicions.stream().filter(each -> isGenerated.test(each.host())).toList();
    bugs.forEach(bug -> bug.report().run());
    suspicions.removeAll(bugs);
    return !bugs.isEmpty();
  }

  private static String at(RuntimeException bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  private static Tree part(Problem problem, TreePath path) {
    if (!(path.getLeaf() instanceof MethodTree method)) {
      return path.getLeaf();
    }
    @Nullable Tree part =
        switch (problem.part()) {
          case METHOD -> method;
          case RETURN_TYPE -> method.getReturnType();
          case ANNOTATION -> SuspendableAnnotation.promiseOf(method);
        };
    return part == null ? method : part;
  }
}
