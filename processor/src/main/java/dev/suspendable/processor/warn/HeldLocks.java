package dev.suspendable.processor.warn;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
final class HeldLocks extends PathScanner {
  private static final String LOCK = "java.util.concurrent.locks.Lock";

  private final Source source;
  private final Suspensions suspensions;
  private final Warnings warnings;
  private final Types types;
  private final Elements elements;

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
      ended.add(lockOf(call));
    } else if (suspensions.mayWait(call)) {
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

  @Override
  void closed(TryTree tree) {
    if (suspensions.isSuspension(tree)) {
      suspended(tree);
    }
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

  /** Adds the locks that are taken if a condition has this value. */
  @Override
  void when(ExpressionTree condition, boolean value) {
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
}
