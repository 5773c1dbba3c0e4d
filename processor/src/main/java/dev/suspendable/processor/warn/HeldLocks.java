package dev.suspendable.processor.warn;

import com.sun.source.tree.BinaryTree;
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
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.OwnCode;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Warns about suspensions at which a {@code java.util.concurrent} lock is held on every path that
 * leads there. Locks are distinguished by the text of the expression that names them. Where paths
 * meet, a lock that only one of them holds is dropped, so that there is no warning without a lock.
 */
final class HeldLocks extends OwnCode {
  private static final String LOCK = "java.util.concurrent.locks.Lock";

  private final Source source;
  private final Suspensions suspensions;
  private final Warnings warnings;
  private final Types types;
  private final Elements elements;

  /** The locks held here; null if control cannot reach this point. */
  private @Nullable Set<String> held = new LinkedHashSet<>();

  /** The locks held at all jumps so far out of the current statement; null without any jump. */
  private @Nullable Set<String> jumped;

  /** The locks that have been unlocked somewhere in the current try block. */
  private Set<String> unlocked = new LinkedHashSet<>();

  /**
   * The position of the last unlock of each lock: code that calls another method to unlock gets no
   * warning.
   */
  private final Map<String, Integer> lastUnlock = new HashMap<>();

  private final Set<String> reported = new LinkedHashSet<>();

  HeldLocks(Source source, Suspensions suspensions, Warnings warnings, Javac javac) {
    this.source = source;
    this.suspensions = suspensions;
    this.warnings = warnings;
    this.types = javac.types();
    this.elements = javac.elements();
  }

  /** Whether a method of this name may lock. */
  static boolean isLocking(String name) {
    return name.equals("lock") || name.equals("lockInterruptibly") || name.equals("tryLock");
  }

  /** Whether a call invokes a method of a lock. */
  boolean isOfLock(MethodInvocationTree call) {
    Element method = source.element(call);
    TypeElement lock = elements.getTypeElement(LOCK);
    return method != null
        && lock != null
        && types.isSubtype(
            types.erasure(Declarations.classOf(method).asType()), types.erasure(lock.asType()));
  }

  void check(Tree body) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree call, @Nullable Void unused) {
        if (TreeForms.nameOf(call).equals("unlock")) {
          lastUnlock.put(lockOf(call), source.startInFile(call));
        }
        return super.visitMethodInvocation(call, null);
      }
    }.scan(body, null);
    scan(body, null);
  }

  // Locks and suspensions.

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    super.visitMethodInvocation(call, null);
    String name = TreeForms.nameOf(call);
    if (held == null) {
      return null;
    }
    if (isLocking(name) && !name.equals("tryLock") && isOfLock(call)) {
      held.add(lockOf(call));
      reported.remove(lockOf(call));
    } else if (name.equals("unlock") && isOfLock(call)) {
      held.remove(lockOf(call));
      unlocked.add(lockOf(call));
    } else if (suspensions.isSuspension(call)) {
      suspended(call);
    }
    return null;
  }

  private String lockOf(MethodInvocationTree call) {
    String lock =
        call.getMethodSelect() instanceof MemberSelectTree select
            ? source.summary(select.getExpression())
            : "this";
    return lock.startsWith("this.") ? lock.substring("this.".length()) : lock;
  }

  private void suspended(Tree suspension) {
    for (String lock : held == null ? Set.<String>of() : held) {
      if (lastUnlock.getOrDefault(lock, -1) > source.startInFile(suspension)
          && reported.add(lock)) {
        warnings.warn(
            Diagnostic.LOCK_HELD, source.path(suspension), source.summary(suspension), lock);
      }
    }
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    super.visitReturn(tree, null);
    if (suspensions.isTransfer(tree)) {
      suspended(tree);
    }
    held = null;
    return null;
  }

  // Paths.

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

  /** Adds the locks that are taken if a condition has this value. */
  private void when(ExpressionTree condition, boolean value) {
    ExpressionTree tree = TreeForms.skipParentheses(condition);
    if (tree instanceof UnaryTree not && not.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      when(not.getExpression(), !value);
    } else if (tree instanceof BinaryTree and
        && and.getKind() == (value ? Tree.Kind.CONDITIONAL_AND : Tree.Kind.CONDITIONAL_OR)) {
      when(and.getLeftOperand(), value);
      when(and.getRightOperand(), value);
    } else if (value
        && held != null
        && tree instanceof MethodInvocationTree call
        && TreeForms.nameOf(call).equals("tryLock")
        && isOfLock(call)) {
      held.add(lockOf(call));
      reported.remove(lockOf(call));
    }
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
    Set<String> around = unlocked;
    unlocked = new LinkedHashSet<>();
    scan(tree.getBlock(), null);
    if (suspensions.isSuspension(tree)) {
      suspended(tree);
    }
    Set<String> thrown = before == null ? new LinkedHashSet<>() : before;
    thrown.removeAll(unlocked);
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
    around.addAll(unlocked);
    unlocked = around;
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
