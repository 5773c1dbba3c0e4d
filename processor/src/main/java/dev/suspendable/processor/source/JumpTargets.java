package dev.suspendable.processor.source;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Finds the statement that a jump leaves or continues. */
public final class JumpTargets {
  private JumpTargets() {}

  /**
   * The target of a {@code break}, {@code continue} or {@code yield}: a loop, switch or, for a
   * labelled jump to another statement, the labelled statement. Null for a {@code return}.
   */
  public static @Nullable Tree target(Source source, Tree jump) {
    if (jump instanceof BreakTree tree) {
      return tree.getLabel() == null
          ? enclosing(source, jump, true)
          : labelled(source, jump, tree.getLabel());
    }
    if (jump instanceof ContinueTree tree) {
      return tree.getLabel() == null
          ? enclosing(source, jump, false)
          : labelled(source, jump, tree.getLabel());
    }
    if (jump instanceof YieldTree) {
      Tree t = source.parent(jump);
      while (t != null && !(t instanceof SwitchExpressionTree)) {
        t = source.parent(t);
      }
      return t;
    }
    return null;
  }

  static boolean isLoop(@Nullable Tree tree) {
    return tree instanceof WhileLoopTree
        || tree instanceof DoWhileLoopTree
        || tree instanceof ForLoopTree
        || tree instanceof EnhancedForLoopTree;
  }

  private static @Nullable Tree enclosing(Source source, Tree jump, boolean orSwitch) {
    Tree t = source.parent(jump);
    while (t != null && !isLoop(t) && !(orSwitch && t instanceof SwitchTree)) {
      t = source.parent(t);
    }
    return t;
  }

  private static @Nullable Tree labelled(Source source, Tree jump, Name label) {
    for (Tree t = source.parent(jump); t != null; t = source.parent(t)) {
      if (t instanceof LabeledStatementTree labeled && labeled.getLabel().equals(label)) {
        Tree statement = labeled.getStatement();
        while (statement instanceof LabeledStatementTree inner) {
          statement = inner.getStatement();
        }
        return isLoop(statement) ? statement : labeled;
      }
    }
    return null;
  }
}
