package dev.suspendable.processor.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberReferenceTree.ReferenceMode;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints an expression that another annotation processor has generated. */
class ExpressionPrinter extends SimpleTreeVisitor<@Nullable Void, @Nullable Void> {
  final Rendition rendition;
  final RenderedText text;

  /** The position in the user's file that the tree claims. */
  final int origin;

  ExpressionPrinter(Rendition rendition, RenderedText text, int origin) {
    this.rendition = rendition;
    this.text = text;
    this.origin = origin;
  }

  /** Prints text and trees. */
  final @Nullable Void say(@Nullable Object... parts) {
    for (Object part : parts) {
      if (part instanceof Tree tree) {
        rendition.render(tree);
        text.printFor(origin);
      } else if (part != null) {
        text.print(part);
      }
    }
    return null;
  }

  final void list(List<? extends Tree> trees) {
    String separator = "";
    for (Tree tree : trees) {
      say(separator, tree);
      separator = ", ";
    }
  }

  /** Prints an operand in parentheses, because a tree has none. */
  final @Nullable Void operand(ExpressionTree tree) {
    boolean isAtom =
        tree instanceof IdentifierTree
            || tree instanceof LiteralTree
            || tree instanceof MemberSelectTree
            || tree instanceof MethodInvocationTree
            || tree instanceof ParenthesizedTree
            || tree instanceof ArrayAccessTree;
    return isAtom ? say(tree) : say("(", tree, ")");
  }

  @Override
  protected @Nullable Void defaultAction(Tree tree, @Nullable Void unused) {
    throw rendition.refuse(tree);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    ExpressionTree method = tree.getMethodSelect();
    if (tree.getTypeArguments().isEmpty()) {
      say(method);
    } else if (method instanceof MemberSelectTree) {
      throw rendition.refuse(tree);
    }
    say("(");
    list(tree.getArguments());
    return say(")");
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    if (tree.getClassBody() != null || tree.getEnclosingExpression() != null) {
      throw rendition.refuse(tree);
    }
    say("new ", tree.getIdentifier(), "(");
    list(tree.getArguments());
    return say(")");
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    operand(tree.getExpression());
    return say(".", tree.getIdentifier());
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    return say(tree.getName());
  }

  @Override
  public @Nullable Void visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
    return say("(", tree.getExpression(), ")");
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
    operand(tree.getLeftOperand());
    say(" ", sign(tree), " ");
    return operand(tree.getRightOperand());
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    return say(tree.getVariable(), " ", sign(tree), " ", tree.getExpression());
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    return switch (tree.getKind()) {
      case POSTFIX_INCREMENT -> say(tree.getExpression(), "++");
      case POSTFIX_DECREMENT -> say(tree.getExpression(), "--");
      default -> {
        say(sign(tree));
        yield operand(tree.getExpression());
      }
    };
  }

  private String sign(Tree tree) {
    String sign = Signs.of(tree);
    if (sign == null) {
      throw rendition.refuse(tree);
    }
    return sign;
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree tree, @Nullable Void unused) {
    operand(tree.getCondition());
    say(" ? ");
    operand(tree.getTrueExpression());
    say(" : ");
    return operand(tree.getFalseExpression());
  }

  @Override
  public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    say("(", tree.getType(), ") ");
    return operand(tree.getExpression());
  }

  @Override
  public @Nullable Void visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
    operand(tree.getExpression());
    return say(" instanceof ", tree.getPattern() == null ? tree.getType() : tree.getPattern());
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    return say(tree.getVariable(), " = ", tree.getExpression());
  }

  @Override
  public @Nullable Void visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
    operand(tree.getExpression());
    return say("[", tree.getIndex(), "]");
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    say("(");
    list(tree.getParameters());
    return say(") -> ", tree.getBody());
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    if (tree.getTypeArguments() != null) {
      throw rendition.refuse(tree);
    }
    operand(tree.getQualifierExpression());
    String name = tree.getMode() == ReferenceMode.NEW ? "new" : tree.getName().toString();
    return say("::", name);
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void unused) {
    Object value = tree.getValue();
    if (value instanceof String string) {
      return say("\"", escaped(string), "\"");
    }
    if (value instanceof Integer || value instanceof Boolean || value == null) {
      return say(String.valueOf(value));
    }
    throw rendition.refuse(tree);
  }

  private static String escaped(String string) {
    StringBuilder result = new StringBuilder();
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        result.append(String.format("\\u%04x", (int) c));
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}
