package dev.suspendable.processor.read;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.source.BeginLines;
import dev.suspendable.processor.source.Signs;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.verbatim.Initialisers;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions that contain a suspension: their operands are read separately, in the order of
 * their evaluation (JLS 15.7), and the rest remains a template.
 */
final class SuspendingExpressions extends SimpleTreeVisitor<Expr, @Nullable Void> {
  private final MethodContext context;
  private final Source source;
  private final ExpressionReader expressions;
  private final SwitchReader switches;
  private final SuspensionReader suspensions;
  private final Initialisers initialisers;
  private final Operands operands;
  private final Unboxing unboxing;

  SuspendingExpressions(
      MethodContext context, ExpressionReader expressions, SwitchReader switches) {
    this.context = context;
    this.source = context.source;
    this.expressions = expressions;
    this.switches = switches;
    this.suspensions = new SuspensionReader(context, expressions);
    this.initialisers = new Initialisers(source, context.types, context.host);
    this.operands = context.operands;
    this.unboxing = context.unboxing;
  }

  @Override
  public Expr visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
    Expr inner = expressions.read(tree.getExpression());
    return inner instanceof Expr.Strict
        ? new Expr.Strict(Code.of("(", new Code.Hole(0, true), ")"), List.of(inner), inner.type())
        : inner;
  }

  @Override
  public Expr visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    Expr suspension = suspensions.read(tree);
    return suspension != null ? suspension : expressions.strict(tree, operands.ofCall(tree));
  }

  @Override
  public Expr visitNewClass(NewClassTree tree, @Nullable Void unused) {
    Expr read = expressions.strict(tree, operands.ofCreation(tree));
    TypeElement initialised = initialisers.of(tree);
    return initialised == null ? read : new Expr.Initialising(initialised, read);
  }

  @Override
  public Expr visitNewArray(NewArrayTree tree, @Nullable Void unused) {
    return expressions.strict(tree, operands.ofArray(tree));
  }

  @Override
  public Expr visitBinary(BinaryTree tree, @Nullable Void unused) {
    boolean isAnd = tree.getKind() == Tree.Kind.CONDITIONAL_AND;
    if (isAnd || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      if (TreeForms.hasDeadClass(source, tree.getLeftOperand(), isAnd, tree.getRightOperand())) {
        return expressions.read(tree.getLeftOperand());
      }
      return context.facts.suspends(tree.getRightOperand())
          ? new Expr.Logical(
              isAnd,
              expressions.read(tree.getLeftOperand()),
              expressions.read(tree.getRightOperand()),
              source.type(tree))
          : expressions.strict(tree, List.of(tree.getLeftOperand()));
    }
    return expressions.strict(tree, List.of(tree.getLeftOperand(), tree.getRightOperand()));
  }

  @Override
  public Expr visitUnary(UnaryTree tree, @Nullable Void unused) {
    return switch (tree.getKind()) {
      case LOGICAL_COMPLEMENT ->
          new Expr.Not(expressions.read(tree.getExpression()), source.type(tree));
      case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT ->
          expressions.strict(tree, operands.ofPlace(tree.getExpression()));
      default -> expressions.strict(tree, List.of(tree.getExpression()));
    };
  }

  @Override
  public Expr visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    List<ExpressionTree> parts = operands.ofPlace(tree.getVariable());
    parts.add(tree.getExpression());
    return expressions.strict(tree, parts);
  }

  @Override
  public Expr visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
    List<ExpressionTree> place = operands.ofPlace(tree.getVariable());
    if (!context.facts.suspends(tree.getExpression())) {
      return expressions.strict(tree, place);
    }
    ExpressionReader.Template target = expressions.template(tree.getVariable(), place);
    TypeMirror targetType = source.type(tree.getVariable());
    String sign = Signs.ofImplied(tree);
    return new Expr.CompoundAssignment(
        target.code(),
        target.operands(),
        sign,
        expressions.read(tree.getExpression()),
        Unboxing.isString(targetType) ? targetType : unboxing.unboxedOrSame(targetType),
        needsCast(targetType, source.type(tree.getExpression()), sign),
        targetType);
  }

  /**
   * Whether {@code target = target op value} needs a cast that {@code target op= value} implies.
   */
  private boolean needsCast(TypeMirror target, TypeMirror value, String operator) {
    return switch (target.getKind()) {
      case BOOLEAN, DOUBLE -> false;
      case INT -> !operator.contains("<") && !operator.contains(">") && !isIntegral(value, false);
      case LONG -> !operator.contains("<") && !operator.contains(">") && !isIntegral(value, true);
      case DECLARED -> !target.toString().equals("java.lang.String");
      default -> true;
    };
  }

  private boolean isIntegral(TypeMirror type, boolean orLong) {
    TypeKind kind = unboxing.unboxedOrSame(type).getKind();
    return switch (kind) {
      case BYTE, SHORT, CHAR, INT -> true;
      case LONG -> orLong;
      default -> false;
    };
  }

  @Override
  public Expr visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
    if (TreeForms.hasDeadClass(source, tree.getCondition(), true, tree.getTrueExpression())) {
      return new Expr.Typed(expressions.read(tree.getFalseExpression()), source.type(tree));
    }
    if (TreeForms.hasDeadClass(source, tree.getCondition(), false, tree.getFalseExpression())) {
      return new Expr.Typed(expressions.read(tree.getTrueExpression()), source.type(tree));
    }
    int conditionLine = new BeginLines(source).of(tree.getCondition());
    // On a line of its own, what is saved of the condition has that line.
    if (context.facts.suspends(tree.getTrueExpression())
        || context.facts.suspends(tree.getFalseExpression())
        || conditionLine != source.line(tree)) {
      return new Expr.Conditional(
          begun(tree.getCondition()),
          begun(tree.getTrueExpression()),
          begun(tree.getFalseExpression()),
          context.functions.of(tree));
    }
    return expressions.strict(tree, List.of(tree.getCondition()));
  }

  private Expr.Begun begun(ExpressionTree tree) {
    return new Expr.Begun(new BeginLines(source).of(tree), expressions.read(tree));
  }

  @Override
  public Expr visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    return expressions.strict(tree, List.of(tree.getExpression()));
  }

  @Override
  public Expr visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
    return expressions.strict(tree, List.of(tree.getExpression()));
  }

  @Override
  public Expr visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
    return expressions.strict(tree, operands.ofPlace(tree));
  }

  @Override
  public Expr visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    return expressions.strict(tree, operands.ofPlace(tree));
  }

  @Override
  public Expr visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    return expressions.strict(tree, List.of(tree.getQualifierExpression()));
  }

  @Override
  public Expr visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    ExpressionTree selector = TreeForms.skipParentheses(tree.getExpression());
    return tree.getCases().stream().noneMatch(context.facts::suspends)
        ? expressions.withTable(selector, expressions.strict(tree, List.of(selector)))
        : switches.read(tree);
  }

  @Override
  protected Expr defaultAction(Tree tree, @Nullable Void unused) {
    throw source.refuse(
        Diagnostic.NOT_SUPPORTED,
        tree,
        "an expression of kind " + tree.getKind(),
        "assign the awaited value to a local variable first");
  }
}
