package dev.suspendable.processor.warn;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.PlacementCheck;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.types.FunctionalInterfaces;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls whose task is not used: as a statement, as the body of a lambda or a method reference
 * whose result is dropped, in a local variable that is never read. If its type is lazy, the
 * coroutine has not started then, and never starts.
 *
 * <p>A call creates a coroutine if its method is declared to return a lazy type. {@code list.set(i,
 * task)} does not: it returns the previous element. An {@code Awaitable} starts when it is awaited,
 * as {@code scope.join()} and {@code channel.send(x)} do.
 */
public final class DiscardedTasks implements PlacementCheck.CallObserver {
  private static final String COROUTINE_TYPE = "dev.suspendable.annotations.CoroutineType";

  private static final String AWAITABLE = "dev.suspendable.coroutine.Awaitable";

  private final Trees trees;
  private final FunctionalInterfaces interfaces;
  private final Warnings warnings;
  private final Map<TypeElement, Boolean> lazy = new HashMap<>();

  public DiscardedTasks(Javac javac, Warnings warnings) {
    this.trees = javac.trees();
    this.interfaces = new FunctionalInterfaces(javac.types(), javac.elements());
    this.warnings = warnings;
  }

  /** Variables to which such calls were assigned, by the class member that contains them. */
  private final Map<Tree, Kept> kept = new IdentityHashMap<>();

  private record Kept(TreePath member, Map<Element, TreePath> calls) {}

  /** Checks the context of a call. */
  @Override
  public void call(TreePath call, ExecutableElement method) {
    if (!makesTask(method)) {
      return;
    }
    TreePath place = call.getParentPath();
    Tree child = call.getLeaf();
    while (place.getLeaf() instanceof ParenthesizedTree) {
      child = place.getLeaf();
      place = place.getParentPath();
    }
    Tree parent = place.getLeaf();
    if (parent instanceof ExpressionStatementTree) {
      discarded(call, method);
    } else if (parent instanceof LambdaExpressionTree lambda
        && lambda.getBody() == child
        && isDropped(place)) {
      discarded(call, method);
    } else if (parent instanceof VariableTree) {
      keep(place, call);
    } else if (parent instanceof AssignmentTree assignment
        && assignment.getVariable() instanceof IdentifierTree
        && place.getParentPath().getLeaf() instanceof ExpressionStatementTree) {
      keep(new TreePath(place, assignment.getVariable()), call);
    }
  }

  /** Checks a method reference. */
  @Override
  public void reference(TreePath reference) {
    if (trees.getElement(reference) instanceof ExecutableElement method
        && makesTask(method)
        && isDropped(reference)) {
      warn(reference, "the %s of this method reference", method);
    }
  }

  private void discarded(TreePath call, ExecutableElement method) {
    if (!isOfMock(((MethodInvocationTree) call.getLeaf()).getMethodSelect(), call)) {
      warn(call, "this %s", method);
    }
  }

  private void warn(TreePath at, String what, ExecutableElement method) {
    Element type = ((DeclaredType) method.getReturnType()).asElement();
    warnings.warn(
        Diagnostic.DISCARDED_TASK,
        at,
        what.replace("%s", type.getSimpleName()),
        method.getSimpleName());
  }

  private boolean makesTask(ExecutableElement method) {
    TypeMirror type = method.getReturnType();
    return type.getKind() == TypeKind.DECLARED
        && (isLazyType((TypeElement) ((DeclaredType) type).asElement())
            || isAwaitable((TypeElement) ((DeclaredType) type).asElement()))
        && !mayBeIgnored(method)
        && !mayBeIgnored(Declarations.classOf(method));
  }

  private boolean isLazyType(TypeElement type) {
    return lazy.computeIfAbsent(type, DiscardedTasks::isLazy);
  }

  private static boolean isAwaitable(TypeElement type) {
    return type.getQualifiedName().contentEquals(AWAITABLE);
  }

  /**
   * Whether a method has Error Prone's annotation or a similar one: it has started the task that it
   * returns.
   */
  private static boolean mayBeIgnored(Element declaration) {
    return declaration.getAnnotationMirrors().stream()
        .anyMatch(
            mirror ->
                mirror
                    .getAnnotationType()
                    .asElement()
                    .getSimpleName()
                    .contentEquals("CanIgnoreReturnValue"));
  }

  /** Whether the body of a coroutine of this type does not begin at the call. */
  static boolean isLazy(TypeElement type) {
    for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
      if (((TypeElement) mirror.getAnnotationType().asElement())
          .getQualifiedName()
          .contentEquals(COROUTINE_TYPE)) {
        return mirror.getElementValues().entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().getSimpleName().contentEquals("lazy")
                        && Boolean.TRUE.equals(entry.getValue().getValue()));
      }
    }
    return false;
  }

  /**
   * Whether a lambda's interface ignores the result. An interface whose method throws anything is
   * exempt, because its purpose is to observe exceptions of the call, as in {@code assertThrows}.
   */
  private boolean isDropped(TreePath lambda) {
    FunctionalInterfaces.Function function = interfaces.of(trees.getTypeMirror(lambda));
    return function != null
        && function.type().getReturnType().getKind() == TypeKind.VOID
        && function.method().getThrownTypes().stream()
            .noneMatch(thrown -> thrown.toString().equals("java.lang.Throwable"));
  }

  /**
   * Whether a call only configures or verifies a mock: {@code verify(mock).save()} and {@code
   * doReturn(x).when(mock).save()} call nothing.
   */
  private boolean isOfMock(ExpressionTree select, TreePath call) {
    if (!(select instanceof MemberSelectTree member
        && member.getExpression() instanceof MethodInvocationTree receiver)) {
      return false;
    }
    TreePath path = new TreePath(new TreePath(call, select), receiver);
    return trees.getElement(path) instanceof ExecutableElement method
        && Declarations.classOf(method).getQualifiedName().toString().startsWith("org.mockito.");
  }

  // Variables.

  private void keep(TreePath variable, TreePath call) {
    Element element = trees.getElement(variable);
    if (element == null
        || element.getKind() != ElementKind.LOCAL_VARIABLE
        || variable.getParentPath().getLeaf() instanceof TryTree
        || isMeantToBeUnused(element.getSimpleName().toString())) {
      return;
    }
    TreePath member = call;
    while (!(member.getParentPath().getLeaf() instanceof ClassTree)) {
      member = member.getParentPath();
    }
    TreePath outermost = member;
    kept.computeIfAbsent(member.getLeaf(), key -> new Kept(outermost, new LinkedHashMap<>()))
        .calls()
        .putIfAbsent(element, call);
  }

  /**
   * Whether the name marks an unused variable, as in Error Prone; the empty name is that of {@code
   * _}.
   */
  private static boolean isMeantToBeUnused(String name) {
    return name.isEmpty() || name.startsWith("unused") || name.startsWith("ignored");
  }

  /** Warns of variables that are never read. To be called at the end of a class. */
  @Override
  public void finish() {
    kept.values()
        .forEach(
            each -> {
              removeRead(each);
              each.calls()
                  .forEach(
                      (variable, call) ->
                          warn(
                              call,
                              "the %s in variable " + variable.getSimpleName(),
                              (ExecutableElement) trees.getElement(call)));
            });
    kept.clear();
  }

  private void removeRead(Kept kept) {
    Map<String, Element> names = new HashMap<>();
    kept.calls().keySet().forEach(e -> names.put(e.getSimpleName().toString(), e));
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        if (names.containsKey(tree.getName().toString())) {
          Element element = trees.getElement(getCurrentPath());
          if (element != null && !isAssigned(tree)) {
            kept.calls().remove(element);
          }
        }
        return null;
      }

      private boolean isAssigned(IdentifierTree tree) {
        return getCurrentPath().getParentPath().getLeaf() instanceof AssignmentTree assignment
            && assignment.getVariable() == tree
            && getCurrentPath().getParentPath().getParentPath().getLeaf()
                instanceof ExpressionStatementTree;
      }
    }.scan(kept.member(), null);
  }
}
