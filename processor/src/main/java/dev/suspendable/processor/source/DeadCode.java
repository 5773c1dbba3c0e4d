package dev.suspendable.processor.source;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/** Code that javac leaves out, for it stands behind a condition whose value is constant. */
public final class DeadCode {
  private final Source source;
  private final Constants constants;

  public DeadCode(Source source) {
    this.source = source;
    this.constants = new Constants(source);
  }

  /** A condition, and what is evaluated if it holds and if it does not. */
  private record Branches(
      ExpressionTree condition,
      @Nullable Tree ifTrue,
      @Nullable Tree ifFalse,
      boolean isAssertion) {
    Branches(ExpressionTree condition, @Nullable Tree ifTrue, @Nullable Tree ifFalse) {
      this(condition, ifTrue, ifFalse, false);
    }
  }

  private static @Nullable Branches of(@Nullable Tree tree) {
    if (tree instanceof IfTree t) {
      return new Branches(t.getCondition(), t.getThenStatement(), t.getElseStatement());
    }
    if (tree instanceof ConditionalExpressionTree t) {
      return new Branches(t.getCondition(), t.getTrueExpression(), t.getFalseExpression());
    }
    if (tree instanceof AssertTree t) {
      return new Branches(t.getCondition(), null, t.getDetail(), true);
    }
    if (tree instanceof BinaryTree t && t.getKind() == Tree.Kind.CONDITIONAL_AND) {
      return new Branches(t.getLeftOperand(), t.getRightOperand(), null);
    }
    return tree instanceof BinaryTree t && t.getKind() == Tree.Kind.CONDITIONAL_OR
        ? new Branches(t.getLeftOperand(), null, t.getRightOperand())
        : null;
  }

  /** Whether a tree is left out of the one around it. */
  public boolean isLeftOut(Tree tree) {
    return isLeftOut(tree, of(source.parent(tree)));
  }

  private boolean isLeftOut(Tree tree, @Nullable Branches around) {
    return around != null
        && (tree == around.ifTrue || tree == around.ifFalse)
        && Boolean.valueOf(tree == around.ifFalse)
            .equals(
                around.isAssertion
                    ? constants.valueOf(around.condition)
                    : constants.decided(around.condition));
  }

  /** Whether what is at a path is left out of the member of a class that it stands in. */
  public boolean isIn(TreePath path) {
    TreePath around = path.getParentPath();
    for (TreePath at = path; !(around.getLeaf() instanceof ClassTree); at = around) {
      around = at.getParentPath();
      Branches branches = of(around.getLeaf());
      if (branches != null) {
        source.know(new TreePath(around, branches.condition));
      }
      if (isLeftOut(at.getLeaf(), branches)) {
        return true;
      }
    }
    return false;
  }
}
