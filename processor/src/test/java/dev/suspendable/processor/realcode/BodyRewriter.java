package dev.suspendable.processor.realcode;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.realcode.Rewriter.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Puts suspensions into one body, by dice. Lambdas and classes in it are not of it. */
final class BodyRewriter extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final double AWAITS = 0.1;
  private static final double CALLS = 0.6;
  private static final double PAUSES = 0.05;

  private final Trees trees;
  private final SourcePositions positions;
  private final Coroutine coroutine;
  private final Map<Element, Coroutine> coroutines;
  private final CompilationUnitTree unit;
  private final RewrittenFile file;
  private final Random dice;
  private final List<Operand> operands = new ArrayList<>();

  BodyRewriter(Trees trees, Coroutine coroutine, Map<Element, Coroutine> coroutines, Random dice) {
    this.trees = trees;
    positions = trees.getSourcePositions();
    this.coroutine = coroutine;
    this.coroutines = coroutines;
    unit = coroutine.path().getCompilationUnit();
    file = coroutine.file();
    this.dice = dice;
  }

  void rewrite() {
    BlockTree body = coroutine.tree().getBody();
    scan(new TreePath(coroutine.path(), body), null);
    if (coroutine.method().sites().stream().noneMatch(Site::isSuspension)) {
      if (operands.isEmpty()) {
        file.insert(from(body) + 1, Rewriter.AWAITS + ".pause();", site(Site.Kind.PAUSE, null));
      } else {
        await(operands.get(dice.nextInt(operands.size())));
      }
    }
  }

  private int from(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  private int to(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  private Site site(Site.Kind kind, @Nullable Coroutine callee) {
    return new Site(coroutine.method(), kind, callee == null ? null : callee.method());
  }

  /** An expression that can be waited for. */
  private record Operand(ExpressionTree tree, TypeKind type) {}

  private void await(Operand operand) {
    String name = "await";
    if (operand.type.isPrimitive()) {
      String type = operand.type.toString();
      name += type.charAt(0) + type.substring(1).toLowerCase(Locale.ROOT);
    }
    file.surround(
        from(operand.tree),
        to(operand.tree),
        Rewriter.AWAITS + "." + name + "(",
        ")",
        site(Site.Kind.AWAIT, null));
  }

  /** Every expression passes here that is visited. */
  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree instanceof ExpressionTree expression) {
      TreePath path = new TreePath(getCurrentPath(), tree);
      Tree parent = getCurrentPath().getLeaf();
      boolean isStatement = parent instanceof ExpressionStatementTree;
      if (tree instanceof MethodInvocationTree call && tryCall(call, path, isStatement)) {
        return super.scan(tree, null);
      }
      if (isOperand(expression, path) && !isDelimited(expression, parent)) {
        Operand operand = new Operand(expression, trees.getTypeMirror(path).getKind());
        operands.add(operand);
        if (dice.nextDouble() < AWAITS) {
          await(operand);
        }
      }
    }
    return super.scan(tree, null);
  }

  /** Whether it is something to wait for: it has a value, and a type of its own. */
  private boolean isOperand(ExpressionTree tree, TreePath path) {
    switch (tree.getKind()) {
      // The last four are types: javac's classes for them are expressions too.
      case LAMBDA_EXPRESSION,
          MEMBER_REFERENCE,
          PRIMITIVE_TYPE,
          ARRAY_TYPE,
          PARAMETERIZED_TYPE,
          ANNOTATED_TYPE -> {
        return false;
      }
      default -> {}
    }
    if (tree instanceof NewArrayTree array && array.getType() == null) {
      return false;
    }
    if (from(tree) < 0 || to(tree) <= from(tree)) {
      return false;
    }
    TypeMirror type = trees.getTypeMirror(path);
    if (type == null
        || type.getKind() == TypeKind.VOID
        || type.getKind() == TypeKind.PACKAGE
        || type.getKind() == TypeKind.EXECUTABLE
        || type.getKind() == TypeKind.ERROR) {
      return false;
    }
    if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
      return isValue(tree, path);
    }
    return true;
  }

  private boolean isValue(ExpressionTree tree, TreePath path) {
    if (tree instanceof IdentifierTree name && name.getName().contentEquals("super")) {
      return false;
    }
    if (tree instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      if (name.equals("class") || name.equals("this")) {
        return true;
      }
      if (name.equals("super")) {
        return false;
      }
    }
    Element element = trees.getElement(path);
    if (element == null) {
      return false;
    }
    ElementKind kind = element.getKind();
    return kind.isField()
        || kind == ElementKind.LOCAL_VARIABLE
        || kind == ElementKind.PARAMETER
        || kind == ElementKind.EXCEPTION_PARAMETER
        || kind == ElementKind.RESOURCE_VARIABLE
        || kind == ElementKind.BINDING_VARIABLE;
  }

  /** The parentheses that belong to a statement, and constants that its flow depends on. */
  private static boolean isDelimited(ExpressionTree tree, Tree parent) {
    return tree instanceof ParenthesizedTree
        && (parent instanceof IfTree
            || parent instanceof WhileLoopTree
            || parent instanceof DoWhileLoopTree
            || parent instanceof SwitchTree
            || parent instanceof SwitchExpressionTree
            || parent instanceof SynchronizedTree);
  }

  /** A call of another coroutine. */
  private boolean tryCall(MethodInvocationTree call, TreePath path, boolean isStatement) {
    Element element = trees.getElement(path);
    Coroutine callee = element == null ? null : coroutines.get(element);
    if (callee == null || !callee.isDirect() || dice.nextDouble() >= CALLS) {
      return false;
    }
    TypeKind result = ((ExecutableElement) element).getReturnType().getKind();
    if (result == TypeKind.VOID && !isStatement) {
      return false;
    }
    ExpressionTree select = call.getMethodSelect();
    int length = callee.tree().getName().length();
    Site site = site(Site.Kind.CALL, callee);
    boolean isCast = result.isPrimitive() && !isStatement;
    String cast = isCast ? "((" + ((ExecutableElement) element).getReturnType() + ") " : "";
    file.surround(
        from(call), to(call), cast + Rewriter.AWAITS + ".result(", isCast ? "))" : ")", site);
    file.replace(to(select) - length, to(select), callee.name(), site);
    return true;
  }

  // ---- Statements.

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    tree.getStatements().forEach(this::maybePause);
    return super.visitBlock(tree, null);
  }

  private void maybePause(StatementTree statement) {
    if (dice.nextDouble() < PAUSES) {
      file.insert(from(statement), Rewriter.AWAITS + ".pause(); ", site(Site.Kind.PAUSE, null));
    }
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    ExpressionTree value = tree.getExpression();
    Site site = site(Site.Kind.RETURN, null);
    if (value == null) {
      file.replace(to(tree) - 1, to(tree), " dev.suspendable.Task.completed();", site);
      return null;
    }
    ExecutableElement method = (ExecutableElement) trees.getElement(coroutine.path());
    TypeMirror result = method.getReturnType();
    TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), value));
    if (!result.getKind().isPrimitive() || isExactly(value, type, result)) {
      file.surround(from(value), to(value), "dev.suspendable.Task.of(", ")", site);
    } else if (isStandalone(value)) {
      file.surround(
          from(value), to(value), "dev.suspendable.Task.of((" + result + ") (", "))", site);
    } else {
      String name = "returned$" + from(tree);
      file.replace(from(tree), from(tree) + 6, "{ " + result + " " + name + " = ", site);
      file.insert(to(tree), " return dev.suspendable.Task.of(" + name + "); }", site);
    }
    return super.visitReturn(tree, null);
  }

  /** Whether it has that primitive type wherever it stands. */
  private static boolean isExactly(
      ExpressionTree value, @Nullable TypeMirror type, TypeMirror result) {
    return isStandalone(value) && type != null && type.getKind() == result.getKind();
  }

  private static boolean isStandalone(ExpressionTree value) {
    return !(value instanceof MethodInvocationTree
        || value instanceof ConditionalExpressionTree
        || value instanceof SwitchExpressionTree
        || value instanceof ParenthesizedTree);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    return scan(tree.getInitializer(), null);
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    for (Tree resource : tree.getResources()) {
      if (resource instanceof VariableTree) {
        scan(resource, null);
      }
    }
    scan(tree.getBlock(), null);
    scan(tree.getCatches(), null);
    return scan(tree.getFinallyBlock(), null);
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
    if (tree.getBody() != null) {
      return scan(tree.getBody(), null);
    }
    tree.getStatements().forEach(this::maybePause);
    return scan(tree.getStatements(), null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    return null;
  }

  // ---- Expressions with parts that are none.

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      scan(select.getExpression(), null);
    }
    return scan(tree.getArguments(), null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    scan(tree.getEnclosingExpression(), null);
    return scan(tree.getArguments(), null);
  }

  @Override
  public @Nullable Void visitNewArray(NewArrayTree tree, @Nullable Void unused) {
    scan(tree.getDimensions(), null);
    return scan(tree.getInitializers(), null);
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    return scan(tree.getQualifierExpression(), null);
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    scanTarget(tree.getVariable());
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    scanTarget(tree.getVariable());
    return scan(tree.getExpression(), null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          scanTarget(tree.getExpression());
      default -> scan(tree.getExpression(), null);
    }
    return null;
  }

  /** The parts of what is assigned to. */
  private void scanTarget(ExpressionTree target) {
    super.scan(target, null);
  }
}
