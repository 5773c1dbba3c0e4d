package dev.suspendable.processor.warn;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import dev.suspendable.processor.source.OwnCode;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks in a loop for jumps that end it before its condition does. Exceptions do not count. */
final class LoopExits extends OwnCode {
  private final Set<String> labelsInside = new HashSet<>();

  /** How many statements inside the loop are around, which an unlabelled break would end. */
  private int depth;

  private boolean isLeft;

  private LoopExits() {}

  /** The condition of a loop, without parentheses; null if the tree is no loop, or has none. */
  static @Nullable Tree conditionOf(Tree loop) {
    ExpressionTree condition = null;
    if (loop instanceof WhileLoopTree tree) {
      condition = tree.getCondition();
    } else if (loop instanceof DoWhileLoopTree tree) {
      condition = tree.getCondition();
    } else if (loop instanceof ForLoopTree tree) {
      condition = tree.getCondition();
    }
    return condition == null ? null : TreeForms.skipParentheses(condition);
  }

  static boolean isLeftEarly(Tree loop) {
    LoopExits exits = new LoopExits();
    exits.depth = -1;
    exits.scan(loop, null);
    return exits.isLeft;
  }

  private @Nullable Void inside(Runnable visit) {
    depth++;
    visit.run();
    depth--;
    return null;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    return inside(() -> super.visitWhileLoop(tree, null));
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    return inside(() -> super.visitDoWhileLoop(tree, null));
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    return inside(() -> super.visitForLoop(tree, null));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    return inside(() -> super.visitEnhancedForLoop(tree, null));
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    return inside(() -> super.visitSwitch(tree, null));
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    labelsInside.add(tree.getLabel().toString());
    return super.visitLabeledStatement(tree, null);
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    isLeft |= tree.getLabel() == null ? depth == 0 : leads(tree.getLabel().toString());
    return null;
  }

  /** A labelled continue may mean this loop, and then does not end it; that is rare enough. */
  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    isLeft |= tree.getLabel() != null && leads(tree.getLabel().toString());
    return null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    isLeft = true;
    return null;
  }

  private boolean leads(String label) {
    return !labelsInside.contains(label);
  }
}
