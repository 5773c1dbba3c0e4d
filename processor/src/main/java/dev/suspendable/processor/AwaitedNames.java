package dev.suspendable.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Names of methods whose calls are arguments of a possible operator, such as {@code price} in
 * {@code await(price(x))}, and the files that contain them. A coroutine has a direct form if some
 * code may call it directly. That is decided when its class has been attributed; other files are
 * only unattributed trees at that time.
 */
final class AwaitedNames {
  private final Trees trees;
  private final Set<URI> scanned = new HashSet<>();
  private final Map<String, Set<URI>> files = new HashMap<>();

  AwaitedNames(Trees trees) {
    this.trees = trees;
  }

  /** Scans the file of a class, once. */
  void add(Element root) {
    TreePath path = trees.getPath(root);
    if (path == null) {
      return;
    }
    CompilationUnitTree unit = path.getCompilationUnit();
    URI file = unit.getSourceFile().toUri();
    if (scanned.add(file)) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitMethodInvocation(
            MethodInvocationTree call, @Nullable Void unused) {
          if (mayAwait(call.getMethodSelect())) {
            call.getArguments().forEach(argument -> note(argument, file));
          }
          return super.visitMethodInvocation(call, null);
        }
      }.scan(unit, null);
    }
  }

  /**
   * Whether a call may be an await. Any simple name may be an imported operator; a member must be
   * named {@code await}.
   */
  private static boolean mayAwait(ExpressionTree select) {
    return !(select instanceof MemberSelectTree member)
        || member.getIdentifier().contentEquals("await");
  }

  private void note(ExpressionTree argument, URI file) {
    ExpressionTree tree = argument;
    while (tree instanceof ParenthesizedTree parenthesized) {
      tree = parenthesized.getExpression();
    }
    if (tree instanceof MethodInvocationTree call) {
      ExpressionTree select = call.getMethodSelect();
      String name =
          select instanceof MemberSelectTree member
              ? member.getIdentifier().toString()
              : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
      files.computeIfAbsent(name, key -> new HashSet<>()).add(file);
    }
  }

  /** Whether a file other than the method's own may await a call of it. */
  boolean isAwaitedElsewhere(ExecutableElement method) {
    TreePath path = trees.getPath(method);
    return path != null
        && files.getOrDefault(method.getSimpleName().toString(), Set.of()).stream()
            .anyMatch(file -> !file.equals(path.getCompilationUnit().getSourceFile().toUri()));
  }
}
