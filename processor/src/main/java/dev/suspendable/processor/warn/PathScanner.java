package dev.suspendable.processor.warn;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.source.OwnCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows what holds on every path through a body. Where paths meet, what only one of them has does
 * not hold any more.
 */
abstract class PathScanner extends OwnCode {
  /** The facts that hold here; null if control cannot reach this point. */
  @Nullable Set<String> held = new LinkedHashSet<>();

  /** The facts at all jumps so far out of the current statement; null without any jump. */
  private @Nullable Set<String> jumped;

  /** The facts that have ceased to hold somewhere in the current try block. */
  Set<String> ended = new LinkedHashSet<>();

  /** Adds what holds if a condition has a value. */
  abstract void when(ExpressionTree condition, boolean value);

  /** The end of a try block, where its resources are closed. */
  abstract void closed(TryTree tree);

  private @Nullable Set<String> copy() {
    return held == null ? null : new LinkedHashSet<>(held);
  }

  private static @Nullable Set<String> both(
      @Nullable Set<String> one, @Nullable Set<String> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Set<String> both = new LinkedHashSet<>(one);
    both.retainAll(other);
    return both;
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
    scan(tree.getCondition(), null);
    Set<String> before = copy();
    when(tree.getCondition(), true);
    scan(tree.getThenStatement(), null);
    Set<String> then = held;
    held = before;
    when(tree.getCondition(), false);
    scan(tree.getElseStatement(), null);
    held = both(then, held);
    return null;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    scan(tree.getCondition(), null);
    loop(tree.getCondition(), () -> scan(tree.getStatement(), null));
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    loop(
        null,
        () -> {
          scan(tree.getStatement(), null);
          scan(tree.getCondition(), null);
        });
    when(tree.getCondition(), false);
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    scan(tree.getInitializer(), null);
    scan(tree.getCondition(), null);
    loop(
        tree.getCondition(),
        () -> {
          scan(tree.getStatement(), null);
          scan(tree.getUpdate(), null);
        });
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    scan(tree.getExpression(), null);
    loop(null, () -> scan(tree.getStatement(), null));
    return null;
  }

  /** Handles a statement that jumps may leave, to its end or beyond. */
  private void left(Runnable statement) {
    Set<String> before = jumped;
    jumped = null;
    statement.run();
    held = both(held, jumped);
    jumped = both(before, jumped);
  }

  private void jump() {
    jumped = both(jumped, held);
    held = null;
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    left(() -> scan(tree.getStatement(), null));
    return null;
  }

  private void loop(@Nullable ExpressionTree condition, Runnable body) {
    Set<String> before = copy();
    if (condition != null) {
      when(condition, true);
    }
    left(body);
    held = both(before, held);
    if (condition != null) {
      when(condition, false);
    }
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
    scan(tree.getResources(), null);
    Set<String> before = copy();
    Set<String> around = ended;
    ended = new LinkedHashSet<>();
    scan(tree.getBlock(), null);
    closed(tree);
    Set<String> thrown = before == null ? new LinkedHashSet<>() : before;
    thrown.removeAll(ended);
    Set<String> after = held;
    for (CatchTree handler : tree.getCatches()) {
      held = new LinkedHashSet<>(thrown);
      scan(handler.getBlock(), null);
      after = both(after, held);
    }
    if (tree.getFinallyBlock() != null) {
      boolean completes = after != null;
      held = both(after, thrown);
      scan(tree.getFinallyBlock(), null);
      after = completes ? held : null;
    }
    held = after;
    around.addAll(ended);
    ended = around;
    return null;
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    scan(tree.getExpression(), null);
    left(() -> cases(tree.getCases()));
    return null;
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    scan(tree.getExpression(), null);
    left(() -> cases(tree.getCases()));
    return null;
  }

  private void cases(List<? extends CaseTree> cases) {
    Set<String> before = copy();
    Set<String> after = copy();
    for (CaseTree each : cases) {
      held = before == null ? null : new LinkedHashSet<>(before);
      super.visitCase(each, null);
      after = both(after, held);
    }
    held = after;
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
    super.visitThrow(tree, null);
    held = null;
    return null;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    jump();
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
    super.visitYield(tree, null);
    jump();
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    jump();
    return null;
  }
}
