package dev.suspendable.processor.warn;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * Warns about a {@code TaskScope} or an {@code AsyncGenerator} that a body opens and nothing
 * closes.
 *
 * <p>There is no warning if the resource goes elsewhere, in whatever way, because it may be closed
 * there; and none for a generator whose loops all run to its end, which then has nothing to close.
 */
final class UnclosedResources {
  private static final String SCOPE = "dev.suspendable.scope.TaskScope";
  private static final String GENERATOR = "dev.suspendable.AsyncGenerator";
  private static final String SUSPENDABLE = "dev.suspendable.annotations.Suspendable";

  /** Methods that neither close nor hand on what they are called on. */
  private static final Map<String, Set<String>> METHODS =
      Map.of(
          SCOPE, Set.of("fork", "forkWhenFree", "join", "isCancelled", "toString"),
          GENERATOR, Set.of("hasNext", "next"));

  private final Source source;
  private final Warnings warnings;

  /** Local variables with the calls that open what they refer to. */
  private final Map<Element, MethodInvocationTree> opened = new LinkedHashMap<>();

  UnclosedResources(Source source, Warnings warnings) {
    this.source = source;
    this.warnings = warnings;
  }

  /** Notes a variable if it refers to a resource that its initializer opens. */
  void note(VariableTree variable) {
    if (variable.getInitializer() != null
        && TreeForms.skipParentheses(variable.getInitializer()) instanceof MethodInvocationTree call
        && !(source.parent(variable) instanceof TryTree)) {
      Element element = source.element(variable);
      if (element != null && METHODS.containsKey(typeOf(element)) && opens(call)) {
        opened.put(element, call);
      }
    }
  }

  /** Warns of a scope that no variable refers to, so that nothing can close it. */
  void check(MethodInvocationTree call) {
    if (!TreeForms.nameOf(call).equals("open")) {
      return;
    }
    Tree parent = source.parent(call);
    if ((parent instanceof MemberSelectTree || parent instanceof ExpressionStatementTree)
        && opensScope(call)
        && !isClosing(parent)) {
      warn(call, SCOPE);
    }
  }

  private static boolean isClosing(Tree parent) {
    return parent instanceof MemberSelectTree select
        && !METHODS.getOrDefault(SCOPE, Set.of()).contains(select.getIdentifier().toString());
  }

  /** Warns of the variables whose resource nothing closes. To be called at the end of the body. */
  void finish(Tree body) {
    if (!opened.isEmpty()) {
      Uses uses = new Uses();
      uses.scan(body, null);
      opened.forEach(
          (variable, call) -> {
            String type = typeOf(variable);
            if (type.equals(SCOPE) || uses.leftEarly.containsKey(variable)) {
              warn(call, type);
            }
          });
    }
  }

  private void warn(MethodInvocationTree call, String type) {
    boolean isScope = type.equals(SCOPE);
    warnings.warn(
        Diagnostic.UNCLOSED,
        source.path(call),
        isScope ? "TaskScope" : "AsyncGenerator",
        isScope
            ? "its subtasks may run on when this method has ended"
            : "its finally blocks do not run if it is left before its end");
  }

  private static String typeOf(Element variable) {
    return variable.asType() instanceof DeclaredType type
            && type.asElement() instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : "";
  }

  /** Whether a call makes a resource of its own. A getter may return that of others. */
  private boolean opens(MethodInvocationTree call) {
    return source.element(call) instanceof ExecutableElement method
        && (METHODS.containsKey(Declarations.classOf(method).getQualifiedName().toString())
            || isSuspendable(method));
  }

  private boolean opensScope(MethodInvocationTree call) {
    return source.element(call) instanceof ExecutableElement method
        && Declarations.classOf(method).getQualifiedName().contentEquals(SCOPE);
  }

  private static boolean isSuspendable(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .anyMatch(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(SUSPENDABLE));
  }

  /** Forgets the variables that are used otherwise, also in lambdas and classes. */
  private final class Uses extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Map<String, Element> names = new HashMap<>();

    /** Generators that are asked for a next element elsewhere than by a loop to their end. */
    private final Map<Element, Tree> leftEarly = new HashMap<>();

    Uses() {
      opened.keySet().forEach(variable -> names.put(variable.getSimpleName().toString(), variable));
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      if (names.containsKey(tree.getName().toString())) {
        Element variable = source.element(tree);
        MethodInvocationTree call = callOn(tree);
        if (variable != null && opened.containsKey(variable)) {
          String method = call == null ? "" : TreeForms.nameOf(call);
          if (!METHODS.getOrDefault(typeOf(variable), Set.of()).contains(method)) {
            opened.remove(variable);
          } else if (method.equals("hasNext") && call != null && !isOfLoopToTheEnd(call)) {
            leftEarly.put(variable, call);
          }
        }
      }
      return null;
    }

    private @Nullable MethodInvocationTree callOn(ExpressionTree receiver) {
      return source.parent(receiver) instanceof MemberSelectTree select
              && source.parent(select) instanceof MethodInvocationTree call
              && call.getMethodSelect() == select
          ? call
          : null;
    }
  }

  /** Whether a call, awaited, is the whole condition of a loop that nothing else ends. */
  private boolean isOfLoopToTheEnd(MethodInvocationTree hasNext) {
    Tree await = source.parent(hasNext);
    Tree loop = await == null ? null : source.parent(await);
    while (loop instanceof ParenthesizedTree) {
      loop = source.parent(loop);
    }
    return await instanceof MethodInvocationTree
        && loop != null
        && LoopExits.conditionOf(loop) == await
        && !LoopExits.isLeftEarly(loop);
  }
}
