package dev.suspendable.processor.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a statement can complete normally, by the rules of JLS 14.22. */
public final class Completion {
  private final Source source;

  public Completion(Source source) {
    this.source = source;
  }

  public boolean completes(@Nullable Tree tree) {
    if (tree == null) {
      return true;
    }
    if (tree instanceof BreakTree
        || tree instanceof ContinueTree
        || tree instanceof ReturnTree
        || tree instanceof ThrowTree
        || tree instanceof YieldTree) {
      return false;
    }
    if (tree instanceof BlockTree block) {
      return all(block.getStatements());
    }
    if (tree instanceof IfTree branch) {
      return branch.getElseStatement() == null
          || completes(branch.getThenStatement())
          || completes(branch.getElseStatement());
    }
    if (tree instanceof WhileLoopTree loop) {
      return !TreeForms.isTrue(loop.getCondition()) || isLeft(loop);
    }
    if (tree instanceof ForLoopTree loop) {
      return !TreeForms.isTrue(loop.getCondition()) || isLeft(loop);
    }
    if (tree instanceof DoWhileLoopTree loop) {
      boolean reachesCondition = completes(loop.getStatement()) || isContinued(loop);
      return (reachesCondition && !TreeForms.isTrue(loop.getCondition())) || isLeft(loop);
    }
    if (tree instanceof LabeledStatementTree labeled) {
      return completes(labeled.getStatement()) || isLeft(labeled);
    }
    if (tree instanceof SynchronizedTree block) {
      return completes(block.getBlock());
    }
    if (tree instanceof TryTree statement) {
      return completesTry(statement);
    }
    if (tree instanceof SwitchTree statement) {
      return completesSwitch(statement);
    }
    return true;
  }

  private boolean all(List<? extends StatementTree> statements) {
    for (StatementTree statement : statements) {
      if (!completes(statement)) {
        return false;
      }
    }
    return true;
  }

  private boolean completesTry(TryTree tree) {
    if (tree.getFinallyBlock() != null && !completes(tree.getFinallyBlock())) {
      return false;
    }
    boolean any = completes(tree.getBlock());
    for (CatchTree clause : tree.getCatches()) {
      any |= completes(clause.getBlock());
    }
    return any;
  }

  private boolean completesSwitch(SwitchTree tree) {
    if (isLeft(tree) || tree.getCases().isEmpty()) {
      return true;
    }
    boolean hasDefault = false;
    boolean anyRule = false;
    boolean isPatternSwitch = false;
    boolean last = true;
    for (CaseTree arm : tree.getCases()) {
      boolean isDefault = Cases.isDefault(arm);
      hasDefault |= isDefault;
      isPatternSwitch |=
          Cases.labels(arm).stream().anyMatch(label -> Cases.constantOf(label) == null);
      if (arm.getStatements() == null) {
        anyRule |= completes(arm.getBody());
        last = false;
      } else {
        last = all(arm.getStatements());
      }
    }
    return anyRule || last || (!hasDefault && !isPatternSwitch);
  }

  private boolean isLeft(Tree target) {
    return hasJump(target, BreakTree.class);
  }

  private boolean isContinued(Tree target) {
    return hasJump(target, ContinueTree.class);
  }

  private boolean hasJump(Tree target, Class<? extends Tree> kind) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        if (tree == null
            || found[0]
            || tree instanceof LambdaExpressionTree
            || tree instanceof ClassTree) {
          return null;
        }
        if (kind.isInstance(tree) && JumpTargets.target(source, tree) == target) {
          found[0] = true;
          return null;
        }
        return super.scan(tree, null);
      }
    }.scan(target, null);
    return found[0];
  }
}
