package dev.suspendable.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * Visits the code that a body runs itself, without that of the lambdas and classes in it, which
 * runs at another time.
 */
public abstract class OwnCode extends TreeScanner<@Nullable Void, @Nullable Void> {
  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }
}
