package dev.suspendable.processor.warn;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.find.CoroutineBody;
import dev.suspendable.processor.find.Suspensions;
import dev.suspendable.processor.source.Javac;
import dev.suspendable.processor.source.OwnCode;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Warns if a coroutine's body blocks its thread, holds a lock while it suspends, or leaves a
 * resource open. It is one linear traversal. Methods are resolved only if their name is one of
 * those that matter, and only a body that seems to block, or opens a resource, is traversed again.
 */
public final class BodyWarnings {
  private final Javac javac;
  private final Warnings warnings;
  private final BlockingCalls blocking;

  public BodyWarnings(Javac javac, Warnings warnings) {
    this.javac = javac;
    this.warnings = warnings;
    this.blocking = new BlockingCalls(javac.types(), javac.elements());
  }

  /** Checks a body. */
  public void check(CoroutineBody body, Suspensions suspensions) {
    Source source = body.source();
    // A generator blocks only its consumer's thread, which waits for the value anyway.
    boolean awaits = body.type().promise().acceptsAwaits();
    HeldLocks locks = new HeldLocks(source, suspensions, warnings, javac);
    UnclosedResources resources = new UnclosedResources(source, warnings);
    Walk walk = new Walk(source, locks, resources, awaits);
    walk.scan(body.tree(), null);
    resources.finish(body.tree());
    if (!walk.blocked.isEmpty()) {
      new Waits(source, suspensions, warnings, javac).check(body.tree(), walk.blocked);
    }
    if (walk.hasLock) {
      locks.check(body.tree());
    }
  }

  private final class Walk extends OwnCode {
    private final Source source;
    private final HeldLocks locks;
    private final UnclosedResources resources;
    private final boolean awaits;
    private final Map<Tree, String> blocked = new IdentityHashMap<>();
    private boolean hasLock;

    Walk(Source source, HeldLocks locks, UnclosedResources resources, boolean awaits) {
      this.source = source;
      this.locks = locks;
      this.resources = resources;
      this.awaits = awaits;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      String name = TreeForms.nameOf(call);
      if (awaits && BlockingCalls.mayBlock(name, call.getArguments().size())) {
        addIfBlocking(call);
      }
      hasLock |= HeldLocks.isLocking(name) && locks.isOfLock(call);
      resources.check(call);
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
      resources.note(variable);
      return super.visitVariable(variable, null);
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
}
