package dev.suspendable.processor.read;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Warns if a coroutine's body blocks its thread, or holds a lock while it suspends. It is one
 * linear traversal. Methods are resolved only if their name is one of those that matter, and only a
 * body that seems to block is traversed again.
 */
final class BodyWarnings extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Source source;
  private final BlockingCalls blocking;
  private final HeldLocks locks;
  private final Waits waits;
  private final boolean awaits;
  private final Map<Tree, String> blocked = new IdentityHashMap<>();
  private boolean hasLock;

  /**
   * @param awaits whether the body may await: a generator blocks only its consumer's thread, which
   *     waits for the value anyway
   */
  BodyWarnings(
      Source source, BlockingCalls blocking, HeldLocks locks, Waits waits, boolean awaits) {
    this.source = source;
    this.blocking = blocking;
    this.locks = locks;
    this.waits = waits;
    this.awaits = awaits;
  }

  void check(Tree body) {
    scan(body, null);
    if (!blocked.isEmpty()) {
      waits.check(body, blocked);
    }
    if (hasLock) {
      locks.check(body);
    }
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    String name = nameOf(call);
    if (awaits && BlockingCalls.mayBlock(name, call.getArguments().size())) {
      addIfBlocking(call);
    }
    hasLock |= HeldLocks.isLocking(name) && locks.isOfLock(call);
    return super.visitMethodInvocation(call, null);
  }

  private void addIfBlocking(MethodInvocationTree call) {
    if (source.element(call) instanceof ExecutableElement method
        && !hasNoTime(call.getArguments(), method.getParameters())) {
      String advice = blocking.adviceFor(method);
      if (advice != null) {
        blocked.put(call, advice);
      }
    }
  }

  /** {@code future.get(0, SECONDS)} does not wait. */
  private static boolean hasNoTime(
      List<? extends ExpressionTree> arguments, List<? extends VariableElement> parameters) {
    int last = parameters.size() - 1;
    return last > 0
        && arguments.size() == parameters.size()
        && parameters.get(last).asType().toString().equals(TimeUnit.class.getName())
        && TreeForms.skipParentheses(arguments.get(last - 1)) instanceof LiteralTree time
        && time.getValue() instanceof Number number
        && number.longValue() == 0;
  }

  static String nameOf(MethodInvocationTree call) {
    Tree select = call.getMethodSelect();
    return select instanceof MemberSelectTree member
        ? member.getIdentifier().toString()
        : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** Skips other code, which runs elsewhere. */
  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }
}
