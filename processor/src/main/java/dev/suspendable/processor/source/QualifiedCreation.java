package dev.suspendable.processor.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code o.new Inner(a)}, and {@code o.new Inner(a) { … }}, which javac converts to {@code new
 * Inner(nullcheck(o), a) { … }} when it attributes it.
 */
public final class QualifiedCreation {
  private QualifiedCreation() {}

  /** The object before {@code new}; null if there is none. */
  public static @Nullable ExpressionTree outer(NewClassTree tree, Source source) {
    return source.isMoved(tree) ? outerOfMoved(tree) : tree.getEnclosingExpression();
  }

  /** The object before {@code new} if javac has moved it. */
  static ExpressionTree outerOfMoved(NewClassTree tree) {
    ExpressionTree first = tree.getArguments().get(0);
    return isNullCheck(first) ? ((UnaryTree) first).getExpression() : first;
  }

  /** The arguments as written. */
  public static List<? extends ExpressionTree> arguments(NewClassTree tree, Source source) {
    List<? extends ExpressionTree> arguments = tree.getArguments();
    return source.isMoved(tree) ? arguments.subList(1, arguments.size()) : arguments;
  }

  /** Whether an expression is before {@code new}. */
  public static boolean isOuter(ExpressionTree tree, Source source) {
    Tree parent = source.parent(tree);
    if (parent instanceof UnaryTree unary && isNullCheck(unary)) {
      parent = source.parent(parent);
    }
    return parent instanceof NewClassTree creation && outer(creation, source) == tree;
  }

  private static boolean isNullCheck(ExpressionTree tree) {
    return tree.getKind() == Tree.Kind.OTHER && tree instanceof UnaryTree;
  }

  /**
   * Whether javac has moved the object to the arguments, according to the positions of the
   * creation's parts.
   */
  static boolean isMoved(NewClassTree tree, FilePositions positions) {
    if (tree.getClassBody() == null || tree.getArguments().isEmpty()) {
      return false;
    }
    int first = positions.start(tree.getArguments().get(0));
    return first >= 0 && first < positions.start(tree);
  }
}
