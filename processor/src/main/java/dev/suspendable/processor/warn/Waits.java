package dev.suspendable.processor.warn;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.OwnCode;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Warns of calls that block, save those that have nothing to wait for or may wait. Both are judged
 * by what stands before a call, on whatever way control gets there, so that it is rather silent
 * than wrong: a future is done that the body has awaited, alone or among others, has asked whether
 * it is done, or has run; and a coroutine that has gone to an executor of its choice may block
 * that.
 */
final class Waits {
  private static final String CONCURRENT = "java.util.concurrent.";

  /** Methods that ask whether a future is done, or make it so. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "isDone",
          "isCancelled",
          "isCompletedExceptionally",
          "isCompletedNormally",
          "state",
          "run",
          "complete",
          "completeExceptionally",
          "cancel");

  /** Methods whose futures are done, and the classes that have them. */
  private static final Map<String, String> MAKERS =
      Map.of(
          "completedFuture", "CompletableFuture",
          "failedFuture", "CompletableFuture",
          "invokeAll", "ExecutorService",
          "take", "CompletionService",
          "poll", "CompletionService");

  private static final List<String> FUTURES =
      List.of(CONCURRENT + "Future", CONCURRENT + "CompletionStage");

  private static final List<String> CONTAINERS = List.of("java.lang.Iterable", "java.util.Map");

  private final Source source;
  private final Suspensions suspensions;
  private final Warnings warnings;
  private final Types types;
  private final Elements elements;

  Waits(Source source, Suspensions suspensions, Warnings warnings, Javac javac) {
    this.source = source;
    this.suspensions = suspensions;
    this.warnings = warnings;
    this.types = javac.types();
    this.elements = javac.elements();
  }

  /**
   * Looks at a body.
   *
   * @param blocked calls that may block, and what to do instead
   */
  void check(Tree body, Map<Tree, String> blocked) {
    new Walk(blocked).scan(body, null);
  }

  private final class Walk extends OwnCode {
    private final Map<Tree, String> blocked;

    /** Variables whose futures are done. */
    private final Set<Element> done = new HashSet<>();

    /** Variables by those that they were made of, as {@code all} of {@code allOf(a, b)}. */
    private final Map<Element, Set<Element>> parts = new HashMap<>();

    private boolean hasMoved;

    Walk(Map<Tree, String> blocked) {
      this.blocked = blocked;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      super.visitMethodInvocation(call, null);
      String advice = blocked.get(call);
      if (advice != null) {
        blocks(call, advice);
      } else if (suspensions.isSuspension(call)) {
        call.getArguments().forEach(operand -> variables(operand).forEach(this::done));
      } else if (choosesExecutor(call)) {
        hasMoved = true;
      } else if (QUESTIONS.contains(TreeForms.nameOf(call))) {
        done.addAll(variables(call.getMethodSelect()));
      }
      return null;
    }

    private void blocks(MethodInvocationTree call, String advice) {
      boolean isDone =
          BlockingCalls.isForFuture(advice)
              && call.getMethodSelect() instanceof MemberSelectTree select
              && (isDone(variableOf(select)) || makesDone(select.getExpression()));
      if (!hasMoved && !isDone) {
        warnings.warn(Diagnostic.BLOCKING, source.path(call), source.summary(call), advice);
      }
    }

    /** A variable of a loop over futures stands for any of them. */
    private boolean isDone(@Nullable Element variable) {
      return variable != null
          && (done.contains(variable)
              || parts.getOrDefault(variable, Set.of()).stream()
                  .anyMatch(each -> isContainer(each) && done.contains(each)));
    }

    private void done(Element variable) {
      if (done.add(variable)) {
        parts.getOrDefault(variable, Set.of()).forEach(this::done);
      }
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      super.visitVariable(tree, null);
      set(tree, tree.getInitializer());
      return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      super.visitAssignment(tree, null);
      set(tree.getVariable(), tree.getExpression());
      return null;
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
      scan(tree.getExpression(), null);
      set(tree.getVariable(), tree.getExpression());
      scan(tree.getStatement(), null);
      return null;
    }

    private void set(Tree variable, @Nullable ExpressionTree value) {
      Element element = source.element(variable);
      if (element != null && isOfFutures(element)) {
        done.remove(element);
        parts.put(element, value == null ? Set.of() : variables(value));
        if (value != null && makesDone(value)) {
          done.add(element);
        }
      }
    }
  }

  private boolean makesDone(ExpressionTree value) {
    if (!(TreeForms.skipParentheses(value) instanceof MethodInvocationTree call)) {
      return false;
    }
    String owner = MAKERS.get(TreeForms.nameOf(call));
    Element method = owner == null ? null : source.element(call);
    TypeElement type = owner == null ? null : elements.getTypeElement(CONCURRENT + owner);
    return method != null
        && type != null
        && types.isSubtype(
            types.erasure(Declarations.classOf(method).asType()), types.erasure(type.asType()));
  }

  /** Whether to await a call resumes the coroutine where the user says. */
  private boolean choosesExecutor(MethodInvocationTree call) {
    String name = TreeForms.nameOf(call);
    if (!name.equals("switchTo") && !(name.equals("delay") && call.getArguments().size() == 2)) {
      return false;
    }
    Element method = source.element(call);
    return method != null
        && Declarations.classOf(method).getQualifiedName().contentEquals("dev.suspendable.Task");
  }

  /** The variables of futures in an expression. */
  private Set<Element> variables(Tree expression) {
    Set<Element> found = new HashSet<>();
    new OwnCode() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        add(tree);
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
        add(tree);
        return super.visitMemberSelect(tree, null);
      }

      private void add(Tree tree) {
        Element element = source.element(tree);
        if (element != null && isOfFutures(element)) {
          found.add(element);
        }
      }
    }.scan(expression, null);
    return found;
  }

  /** The variable that a call's receiver begins with, as {@code all} in {@code all.get(i).join}. */
  private @Nullable Element variableOf(ExpressionTree select) {
    ExpressionTree tree = select;
    while (true) {
      Element element = source.element(tree);
      if (element != null && isOfFutures(element)) {
        return element;
      }
      if (tree instanceof MemberSelectTree member) {
        tree = member.getExpression();
      } else if (tree instanceof MethodInvocationTree call) {
        tree = call.getMethodSelect();
      } else if (tree instanceof ArrayAccessTree access) {
        tree = access.getExpression();
      } else if (tree instanceof TypeCastTree cast) {
        tree = cast.getExpression();
      } else if (TreeForms.skipParentheses(tree) != tree) {
        tree = TreeForms.skipParentheses(tree);
      } else {
        return null;
      }
    }
  }

  private boolean isOfFutures(Element element) {
    return element instanceof VariableElement
        && (isContainer(element) || isAny(element.asType(), FUTURES));
  }

  private boolean isContainer(Element variable) {
    TypeMirror type = variable.asType();
    return type.getKind() == TypeKind.ARRAY || isAny(type, CONTAINERS);
  }

  private boolean isAny(TypeMirror type, List<String> names) {
    return names.stream()
        .map(elements::getTypeElement)
        .filter(Objects::nonNull)
        .anyMatch(each -> types.isSubtype(types.erasure(type), types.erasure(each.asType())));
  }
}
