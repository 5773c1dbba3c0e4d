package dev.suspendable.processor.read;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.suspendable.processor.diagnostic.Diagnostic;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * Warns of what a coroutine's body had better not do: block its thread, or hold a lock while it
 * suspends. One linear walk; methods are asked for only where their name is one of those that
 * matter.
 */
final class BodyWarnings extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private final BlockingCalls blocking;
  private final HeldLocks locks;
  private final Warnings warnings;
  private final boolean awaits;
  private boolean hasLock;

  /**
   * @param awaits whether the body may await: what a generator blocks is its consumer's thread,
   *     which waits for the value anyhow
   */
  BodyWarnings(
      Source source, BlockingCalls blocking, HeldLocks locks, Warnings warnings, boolean awaits) {
    this.source = source;
    this.blocking = blocking;
    this.locks = locks;
    this.warnings = warnings;
    this.awaits = awaits;
  }

  void check(Tree body) {
    scan(body, null);
    if (hasLock) {
      locks.check(body);
    }
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    String name = nameOf(call);
    if (awaits && BlockingCalls.mayBlock(name, call.getArguments().size())) {
      warnIfBlocking(call);
    }
    hasLock |= HeldLocks.isLocking(name) && locks.isOfLock(call);
    return super.visitMethodInvocation(call, null);
  }

  private void warnIfBlocking(MethodInvocationTree call) {
    if (source.element(call) instanceof ExecutableElement method) {
      String advice = blocking.adviceFor(method);
      if (advice != null) {
        warnings.warn(Diagnostic.BLOCKING, source.path(call), source.summary(call), advice);
      }
    }
  }

  static String nameOf(MethodInvocationTree call) {
    Tree select = call.getMethodSelect();
    return select instanceof MemberSelectTree member
        ? member.getIdentifier().toString()
        : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** Other code, which runs elsewhere. */
  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }
}
