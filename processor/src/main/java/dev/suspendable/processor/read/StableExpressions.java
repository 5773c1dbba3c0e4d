package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import dev.suspendable.processor.source.Constants;
import dev.suspendable.processor.source.TreeForms;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Expressions that need not be saved before a later operand suspends. */
final class StableExpressions {
  private StableExpressions() {}

  /** Whether a later evaluation of the expression gives the same value and has no effect. */
  static boolean isStable(ExpressionTree expression, MethodContext context) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    if (tree instanceof LiteralTree
        || tree instanceof LambdaExpressionTree
        || new Constants(context.source).valueOf(tree) != null) {
      return true;
    }
    if (tree instanceof MemberReferenceTree reference) {
      return !context.operands.isValue(reference.getQualifierExpression());
    }
    if (tree instanceof MemberSelectTree select) {
      return select.getIdentifier().contentEquals("class")
          || select.getIdentifier().contentEquals("this");
    }
    if (tree instanceof IdentifierTree identifier) {
      if (identifier.getName().contentEquals("this")) {
        return true;
      }
      @Nullable Element element = context.source.element(tree);
      return element != null
          && isLocal(element)
          && context.facts.variables.isEffectivelyFinal(element);
    }
    return false;
  }

  private static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, PARAMETER, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE ->
          true;
      default -> false;
    };
  }
}
