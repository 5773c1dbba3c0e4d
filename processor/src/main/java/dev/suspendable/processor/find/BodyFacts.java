package dev.suspendable.processor.find;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.suspendable.processor.source.JumpTargets;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a single traversal of a coroutine's body collects: which trees suspend and must be
 * lowered, which trees a jump leaves through a cleanup, which variables are written, and all names.
 */
public final class BodyFacts {
  private final Source source;
  private final Predicate<Tree> isSuspension;
  private final Tree body;

  /** Trees that contain a suspension; the suspensions in a lambda or class body do not count. */
  private final Set<Tree> suspending = identitySet();

  /** Trees that a jump leaves from inside a try whose cleanup then runs. */
  private final Set<Tree> leftThroughCleanup = identitySet();

  /** Trees that contain a loop whose condition may be constant. */
  private final Set<Tree> endless = identitySet();

  private final List<Tree> jumps = new ArrayList<>();

  /** Its variables, from the same traversal. */
  public final BodyVariables variables;

  /**
   * @param isSuspension whether a tree itself suspends: an operator's call, a try over an
   *     asynchronous resource
   */
  public BodyFacts(Source source, Tree body, Predicate<Tree> isSuspension) {
    this.source = source;
    this.body = body;
    this.isSuspension = isSuspension;
    this.variables = new Walk(source);
    variables.scan(body, null);
    jumps.forEach(this::leave);
  }

  public boolean suspends(Tree tree) {
    return suspending.contains(tree);
  }

  /** Whether a jump leaves the tree from inside a try in it whose cleanup then runs. */
  public boolean isLeftThroughCleanup(Tree tree) {
    return leftThroughCleanup.contains(tree);
  }

  /**
   * Whether the tree contains a loop over a constant that is not the literal true: no API tells
   * whether javac considers its end reachable.
   */
  public boolean mayBeEndless(Tree tree) {
    return endless.contains(tree);
  }

  private static Set<Tree> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private void markAncestors(@Nullable Tree tree, Set<Tree> marks) {
    for (Tree t = tree; t != null && marks.add(t) && t != body; ) {
      t = source.parent(t);
    }
  }

  private void leave(Tree jump) {
    Tree target = JumpTargets.target(source, jump);
    boolean hasCleanup = false;
    Tree child = jump;
    for (Tree t = source.parent(jump); t != null && t != target && t != body; ) {
      hasCleanup |=
          t instanceof TryTree guarded
              && child != guarded.getFinallyBlock()
              && (guarded.getFinallyBlock() != null || !guarded.getResources().isEmpty());
      if (hasCleanup) {
        leftThroughCleanup.add(t);
      }
      child = t;
      t = source.parent(t);
    }
  }

  private final class Walk extends BodyVariables {
    /**
     * The number of lambdas and class bodies around the current tree: a suspension or jump in them
     * does not belong to this body.
     */
    private int nested;

    Walk(Source source) {
      super(source);
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree == null || (!source.isWritten(tree) && !(tree instanceof VariableTree))) {
        return null;
      }
      if (nested == 0 && isSuspension.test(tree)) {
        markAncestors(tree, suspending);
      }
      return super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      nested++;
      super.visitLambdaExpression(tree, null);
      nested--;
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      nested++;
      super.visitClass(tree, null);
      nested--;
      return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return super.visitReturn(tree, null);
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return null;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
      if (nested == 0) {
        jumps.add(tree);
      }
      return super.visitYield(tree, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitWhileLoop(tree, null);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitDoWhileLoop(tree, null);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
      constantLoop(tree, tree.getCondition());
      return super.visitForLoop(tree, null);
    }

    private void constantLoop(Tree loop, @Nullable ExpressionTree condition) {
      if (nested == 0
          && condition != null
          && !TreeForms.isTrue(condition)
          && TreeForms.mayBeConstant(source, condition)) {
        markAncestors(loop, endless);
      }
    }
  }
}
