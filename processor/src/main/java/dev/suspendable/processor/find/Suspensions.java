package dev.suspendable.processor.find;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import dev.suspendable.processor.model.CoroutineType;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.RuntimeTypes;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Determines which trees themselves suspend. */
public final class Suspensions {
  private static final String CO_RETURN = "dev.suspendable.annotations.CoReturn";

  private final Source source;
  private final Operators operators;
  private final CoroutineType coroutineType;
  private final RuntimeTypes runtime;

  public Suspensions(
      Source source, Operators operators, CoroutineType coroutineType, RuntimeTypes runtime) {
    this.source = source;
    this.operators = operators;
    this.coroutineType = coroutineType;
    this.runtime = runtime;
  }

  /** Whether {@code tree} is an operator's call, a transfer, or an asynchronous close. */
  public boolean isSuspension(Tree tree) {
    return switch (tree.getKind()) {
      case METHOD_INVOCATION -> operators.of(source.element(tree)) != null;
      case RETURN -> !coroutineType.takesObject() && !isPlainCoReturn((ReturnTree) tree);
      case TRY -> closesAsynchronously((TryTree) tree);
      default -> false;
    };
  }

  /** Whether a call is that of an operator that may wait, and not only end the coroutine. */
  public boolean mayWait(MethodInvocationTree call) {
    Operators.Operator operator = operators.of(source.element(call));
    return operator != null && operator.mayReturn() == null;
  }

  /**
   * Whether a return can be kept verbatim as text: any other return transfers to another coroutine,
   * or chooses between co-returns.
   */
  private boolean isPlainCoReturn(ReturnTree tree) {
    ExpressionTree value = tree.getExpression();
    return value != null
        && TreeForms.skipCasts(value) instanceof MethodInvocationTree call
        && isCoReturn(call);
  }

  /** Whether a return may transfer to another coroutine, or wait for it. */
  public boolean isTransfer(ReturnTree tree) {
    return !coroutineType.takesObject()
        && tree.getExpression() != null
        && isTransfer(tree.getExpression());
  }

  private boolean isTransfer(ExpressionTree value) {
    ExpressionTree tree = TreeForms.skipCasts(value);
    if (tree instanceof ConditionalExpressionTree choice) {
      return isTransfer(choice.getTrueExpression()) || isTransfer(choice.getFalseExpression());
    }
    return !(tree instanceof MethodInvocationTree call && isCoReturn(call))
        && !(tree instanceof SwitchExpressionTree);
  }

  /** Whether a call invokes a co-return factory. */
  public boolean isCoReturn(MethodInvocationTree call) {
    Element element = source.element(call);
    if (!(element instanceof ExecutableElement method)
        || !method.getModifiers().contains(Modifier.STATIC)) {
      return false;
    }
    String name = Declarations.classOf(method).getQualifiedName() + "." + method.getSimpleName();
    return coroutineType.coReturnFactories().contains(name)
        || method.getAnnotationMirrors().stream()
            .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
            .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(CO_RETURN));
  }

  private boolean closesAsynchronously(TryTree tree) {
    for (Tree resource : tree.getResources()) {
      Element element = source.element(resource);
      TypeMirror type = element == null ? source.typeOrNull(resource) : element.asType();
      if (type != null && runtime.isAsyncCloseable(type)) {
        return true;
      }
    }
    return false;
  }
}
