package dev.suspendable.processor.find;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.Operators.Operator;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.Messages;
import dev.suspendable.processor.types.FunctionalInterfaces;
import dev.suspendable.processor.types.RuntimeTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds the coroutines of a class, and reports suspensions in code that cannot suspend. Runs over
 * every class that javac has attributed, so it only examines calls.
 */
public final class PlacementCheck {
  /** Sees all calls and method references of a class, in one traversal with this check. */
  public interface CallObserver {
    /** A call of a method. */
    void call(TreePath call, ExecutableElement method);

    /** A method reference. */
    void reference(TreePath reference);

    /** The end of the class. */
    void finish();
  }

  private static final String COROUTINE_TYPE = "dev.suspendable.annotations.CoroutineType";

  private static final Set<String> FUTURES =
      Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

  private final Trees trees;
  private final Operators operators;
  private final FunctionalInterfaces interfaces;
  private final Supplier<CallObserver> observers;
  private final RuntimeTypes runtime;

  /**
   * Creates a check for all classes of a compilation.
   *
   * @param observers makes the object that sees the calls of one class
   */
  public PlacementCheck(Javac javac, Operators operators, Supplier<CallObserver> observers) {
    this.trees = javac.trees();
    this.operators = operators;
    this.interfaces = new FunctionalInterfaces(javac.types(), javac.elements());
    this.observers = observers;
    this.runtime = new RuntimeTypes(javac.types(), javac.elements());
  }

  /**
   * The coroutines and misplaced suspensions of a class.
   *
   * @param methods its {@code @Suspendable} methods, including those of nested classes
   * @param lambdas its lambdas that suspend, in source order
   * @param misplaced trees with a suspension in the wrong place, already reported
   */
  public record Found(List<TreePath> methods, List<TreePath> lambdas, Set<Tree> misplaced) {}

  /** Traverses a class. */
  public Found check(TreePath type) {
    Walk walk = new Walk();
    walk.scan(type, null);
    walk.observer.finish();
    List<TreePath> lambdas = new ArrayList<>(walk.lambdas.values());
    lambdas.sort(Comparator.comparingLong(lambda -> startOf(lambda)));
    return new Found(walk.methods, lambdas, walk.misplaced);
  }

  private long startOf(TreePath path) {
    return trees.getSourcePositions().getStartPosition(path.getCompilationUnit(), path.getLeaf());
  }

  private final class Walk extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final List<TreePath> methods = new ArrayList<>();
    private final Map<Tree, TreePath> lambdas = new IdentityHashMap<>();
    private final Set<Tree> misplaced = new HashSet<>();
    private final CallObserver observer = observers.get();

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      if (SuspendableAnnotation.isOn(trees.getElement(getCurrentPath()))) {
        methods.add(getCurrentPath());
      }
      return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      TreePath path = getCurrentPath();
      Element element = trees.getElement(path);
      if (element instanceof ExecutableElement method) {
        Operator operator = operators.of(method);
        if (operator != null) {
          place(path, operator);
        }
        observer.call(path, method);
      }
      return super.visitMethodInvocation(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      Operator operator = operators.of(trees.getElement(getCurrentPath()));
      if (operator != null) {
        Name name = operator.method().getSimpleName();
        report(Diagnostic.OPERATOR_REFERENCE, getCurrentPath(), name, name);
      }
      observer.reference(getCurrentPath());
      return super.visitMemberReference(tree, null);
    }

    /** Walks up to the code that the suspension would suspend. */
    private void place(TreePath call, Operator suspension) {
      Name operator = suspension.method().getSimpleName();
      Tree child = call.getLeaf();
      for (TreePath path = call.getParentPath(); path != null; path = path.getParentPath()) {
        Tree tree = path.getLeaf();
        Tree parent = path.getParentPath() == null ? null : path.getParentPath().getLeaf();
        if (tree instanceof LambdaExpressionTree) {
          if (lambdas.containsKey(tree) || isCoroutine(path)) {
            lambdas.put(tree, path);
          } else {
            report(Diagnostic.IN_LAMBDA, call, operator);
          }
          return;
        }
        // The lock expression is evaluated before the lock is taken.
        if (tree instanceof SynchronizedTree block && child == block.getBlock()) {
          report(Diagnostic.IN_SYNCHRONIZED, call, operator);
          return;
        }
        if (tree instanceof MethodTree method) {
          inMethod(path, method, call, suspension);
          return;
        }
        if (parent instanceof ClassTree
            && (tree instanceof VariableTree || tree instanceof BlockTree)) {
          report(Diagnostic.IN_CONSTRUCTOR, call, operator);
          return;
        }
        child = tree;
      }
    }

    private boolean isCoroutine(TreePath lambda) {
      FunctionalInterfaces.Function function = interfaces.of(trees.getTypeMirror(lambda));
      return function != null && SuspendableAnnotation.isOn(function.method());
    }

    /** A lambda that closes a resource asynchronously suspends, if it is allowed to. */
    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      TreePath path = getCurrentPath();
      if (tree.getResources().stream().anyMatch(each -> isAsync(new TreePath(path, each)))) {
        placeClosing(path);
      }
      return super.visitTry(tree, null);
    }

    /**
     * In code that is not a coroutine, its {@code close()} is called like that of any other
     * resource.
     */
    private void placeClosing(TreePath closing) {
      boolean isLocked = false;
      Tree child = closing.getLeaf();
      for (TreePath path = closing.getParentPath(); path != null; path = path.getParentPath()) {
        Tree tree = path.getLeaf();
        isLocked |= tree instanceof SynchronizedTree block && child == block.getBlock();
        boolean isLambda = tree instanceof LambdaExpressionTree;
        if (isLambda || tree instanceof MethodTree || tree instanceof ClassTree) {
          boolean suspends =
              isLambda
                  ? isCoroutine(path)
                  : tree instanceof MethodTree
                      && SuspendableAnnotation.isOn(trees.getElement(path));
          if (suspends && isLocked) {
            report(Diagnostic.IN_SYNCHRONIZED, closing, "try");
          } else if (suspends && isLambda) {
            lambdas.put(tree, path);
          }
          return;
        }
        child = tree;
      }
    }

    private boolean isAsync(TreePath resource) {
      TypeMirror type =
          resource.getLeaf() instanceof VariableTree
              ? typeOf(trees.getElement(resource))
              : trees.getTypeMirror(resource);
      return type != null && runtime.isAsyncCloseable(type);
    }

    private @Nullable TypeMirror typeOf(@Nullable Element element) {
      return element == null ? null : element.asType();
    }

    private void inMethod(TreePath path, MethodTree method, TreePath call, Operator suspension) {
      if (SuspendableAnnotation.isOn(trees.getElement(path))) {
        return;
      }
      Name operator = suspension.method().getSimpleName();
      if (method.getName().contentEquals("<init>")) {
        report(Diagnostic.IN_CONSTRUCTOR, call, operator);
      } else if (isInCoroutine(path)) {
        report(Diagnostic.IN_CLASS_BODY, call, operator);
      } else {
        report(
            Diagnostic.OUTSIDE_COROUTINE,
            call,
            operator,
            method.getName(),
            returnsCoroutine(path)
                ? ""
                : " and let it return a coroutine type such as "
                    + (suspension.hook().startsWith("yield") ? "Generator" : "Task"));
      }
    }

    private boolean returnsCoroutine(TreePath method) {
      return trees.getElement(method) instanceof ExecutableElement element
          && element.getReturnType() instanceof DeclaredType returned
          && returned.asElement() instanceof TypeElement type
          && (FUTURES.contains(type.getQualifiedName().toString())
              || type.getAnnotationMirrors().stream()
                  .anyMatch(each -> each.getAnnotationType().toString().equals(COROUTINE_TYPE)));
    }

    private boolean isInCoroutine(TreePath method) {
      for (TreePath path = method.getParentPath(); path != null; path = path.getParentPath()) {
        if (path.getLeaf() instanceof MethodTree
            && SuspendableAnnotation.isOn(trees.getElement(path))) {
          return true;
        }
      }
      return false;
    }

    private void report(Diagnostic diagnostic, TreePath at, Object... arguments) {
      Messages.print(trees, diagnostic, at.getLeaf(), at.getCompilationUnit(), arguments);
      for (TreePath path = at; path != null; path = path.getParentPath()) {
        misplaced.add(path.getLeaf());
      }
    }
  }
}
