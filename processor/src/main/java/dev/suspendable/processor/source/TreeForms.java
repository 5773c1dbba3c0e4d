package dev.suspendable.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Small queries on the form of trees. */
public final class TreeForms {
  private TreeForms() {}

  public static ExpressionTree skipParentheses(ExpressionTree tree) {
    ExpressionTree t = tree;
    while (t instanceof ParenthesizedTree parenthesized) {
      t = parenthesized.getExpression();
    }
    return t;
  }

  /** An expression without parentheses and casts around it. */
  public static ExpressionTree skipCasts(ExpressionTree tree) {
    ExpressionTree t = skipParentheses(tree);
    while (t instanceof TypeCastTree cast) {
      t = skipParentheses(cast.getExpression());
    }
    return t;
  }

  /** {@code Inner} of {@code Inner<A>}. */
  public static Tree withoutArguments(Tree type) {
    Tree t = type;
    while (true) {
      if (t instanceof ParameterizedTypeTree parameterized) {
        t = parameterized.getType();
      } else if (t instanceof AnnotatedTypeTree annotated) {
        t = annotated.getUnderlyingType();
      } else {
        return t;
      }
    }
  }

  /** The type tree before the name of an array, also in {@code int x[]}. */
  static @Nullable Tree component(@Nullable Tree type) {
    Tree t = type;
    while (true) {
      if (t instanceof ArrayTypeTree array) {
        t = array.getType();
      } else if (t instanceof AnnotatedTypeTree annotated
          && annotated.getUnderlyingType() instanceof ArrayTypeTree array) {
        t = array;
      } else {
        return t;
      }
    }
  }

  /** The simple name of the method that a call names. */
  public static String nameOf(MethodInvocationTree call) {
    Tree select = call.getMethodSelect();
    return select instanceof MemberSelectTree member
        ? member.getIdentifier().toString()
        : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** Whether a condition is absent or the literal {@code true}: JLS 14.22 treats it as true. */
  public static boolean isTrue(@Nullable ExpressionTree condition) {
    return condition == null
        || (skipParentheses(condition) instanceof LiteralTree literal
            && Boolean.TRUE.equals(literal.getValue()));
  }

  /**
   * Whether an expression consists only of parts that are allowed in constant expressions (JLS
   * 15.29).
   */
  public static boolean mayBeConstant(Source source, ExpressionTree tree) {
    ExpressionTree t = skipParentheses(tree);
    if (t instanceof LiteralTree literal) {
      return literal.getKind() != Tree.Kind.NULL_LITERAL;
    }
    if (t instanceof UnaryTree unary) {
      return switch (unary.getKind()) {
        case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT -> false;
        default -> mayBeConstant(source, unary.getExpression());
      };
    }
    if (t instanceof BinaryTree binary) {
      return mayBeConstant(source, binary.getLeftOperand())
          && mayBeConstant(source, binary.getRightOperand());
    }
    if (t instanceof ConditionalExpressionTree conditional) {
      return mayBeConstant(source, conditional.getCondition())
          && mayBeConstant(source, conditional.getTrueExpression())
          && mayBeConstant(source, conditional.getFalseExpression());
    }
    if (t instanceof TypeCastTree cast) {
      return mayBeConstant(source, cast.getExpression());
    }
    return constantVariable(source, t) != null;
  }

  /**
   * The constant variable that a name refers to in a constant expression: a simple name, or one
   * qualified by a type (JLS 15.29). {@code this.K} is not one, although its value is known.
   */
  public static @Nullable VariableElement constantVariable(Source source, ExpressionTree tree) {
    boolean isName =
        tree instanceof IdentifierTree
            || (tree instanceof MemberSelectTree select
                && source.element(select.getExpression()) instanceof TypeElement
                && !isReceiver(select.getExpression()));
    return isName
            && source.element(tree) instanceof VariableElement variable
            && isConstant(variable)
        ? variable
        : null;
  }

  private static boolean isReceiver(ExpressionTree tree) {
    return tree instanceof IdentifierTree name
        ? name.getName().contentEquals("super") || name.getName().contentEquals("this")
        : tree instanceof MemberSelectTree select
            && (select.getIdentifier().contentEquals("super")
                || select.getIdentifier().contentEquals("this"));
  }

  /**
   * Whether javac leaves out a branch because its condition is constant, together with the classes
   * in it, which then have no class file. The processor must also leave out such a branch when it
   * lowers it.
   *
   * @param condition the condition under which the branch runs, or does not run
   * @param taken whether the branch runs if the condition is true
   */
  public static boolean hasDeadClass(
      Source source, ExpressionTree condition, boolean taken, @Nullable Tree branch) {
    if (branch == null) {
      return false;
    }
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
        found[0] = true;
        return null;
      }
    }.scan(branch, null);
    return found[0] && Boolean.valueOf(!taken).equals(new Constants(source).decided(condition));
  }

  /** Whether an element is a constant variable (JLS 4.12.4). */
  public static boolean isConstant(@Nullable Element element) {
    return element instanceof VariableElement variable
        && variable.getModifiers().contains(Modifier.FINAL)
        && variable.getConstantValue() != null;
  }

  /** Whether an expression's meaning may depend on its target type (JLS 15.2). */
  public static boolean isPoly(Source source, ExpressionTree expression) {
    ExpressionTree tree = skipParentheses(expression);
    if (tree instanceof MethodInvocationTree call) {
      return source.element(call) instanceof ExecutableElement method
          && !method.getTypeParameters().isEmpty()
          && call.getTypeArguments().isEmpty();
    }
    if (tree instanceof NewClassTree creation) {
      Tree named = creation.getIdentifier();
      return named instanceof ParameterizedTypeTree type && type.getTypeArguments().isEmpty();
    }
    return tree.getKind() == Tree.Kind.NULL_LITERAL
        || tree instanceof LambdaExpressionTree
        || tree instanceof MemberReferenceTree
        || tree instanceof ConditionalExpressionTree
        || tree instanceof SwitchExpressionTree;
  }
}
