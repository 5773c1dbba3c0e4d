package dev.suspendable.processor.source;

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
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import org.jspecify.annotations.Nullable;

/**
 * The lines at which javac begins an expression that has a line of its own: conditions of loops,
 * and conditions and arms of {@code ?:}. It takes the position of the tree, which for most
 * operators is that of their sign.
 */
public final class BeginLines {
  private final Source source;

  public BeginLines(Source source) {
    this.source = source;
  }

  public int of(ExpressionTree tree) {
    if (tree instanceof MethodInvocationTree call) {
      return source.lineOfCall(call);
    }
    Tree before = beforeSign(tree);
    return before == null || !source.isWritten(before)
        ? source.line(tree)
        : source.line(source.words().skipBlanks(source.end(before)));
  }

  /** The part in front of the sign that is the tree's position; null if the tree begins there. */
  private static @Nullable Tree beforeSign(ExpressionTree tree) {
    if (tree instanceof BinaryTree binary) {
      return binary.getLeftOperand();
    } else if (tree instanceof ConditionalExpressionTree choice) {
      return choice.getCondition();
    } else if (tree instanceof AssignmentTree assignment) {
      return assignment.getVariable();
    } else if (tree instanceof CompoundAssignmentTree assignment) {
      return assignment.getVariable();
    } else if (tree instanceof InstanceOfTree test) {
      return test.getExpression();
    } else if (tree instanceof ArrayAccessTree access) {
      return access.getExpression();
    } else if (tree instanceof MemberSelectTree select) {
      return select.getExpression();
    } else if (tree instanceof MemberReferenceTree reference) {
      return reference.getQualifierExpression();
    }
    boolean isPostfix =
        tree.getKind() == Tree.Kind.POSTFIX_INCREMENT
            || tree.getKind() == Tree.Kind.POSTFIX_DECREMENT;
    return isPostfix ? ((UnaryTree) tree).getExpression() : null;
  }
}
