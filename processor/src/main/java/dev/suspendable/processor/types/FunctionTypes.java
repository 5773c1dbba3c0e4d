package dev.suspendable.processor.types;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.SwitchExpressionTree;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * The types in which expressions are kept whose value is a lambda or a method reference. Its place
 * may ask for a {@code Consumer} of a captured type: {@code s.forEach(c ? this::a : await(x)::b)}
 * with a {@code Stream<?> s}. A variable cannot be declared so, and a {@code Consumer<?>} is none
 * for the place; but one of the captured type's bound is, where the place asks for {@code ? super}.
 */
public final class FunctionTypes {
  private final Source source;
  private final Types types;
  private final DenotableTypes denotable;

  public FunctionTypes(Source source, Types types, DenotableTypes denotable) {
    this.source = source;
    this.types = types;
    this.denotable = denotable;
  }

  /** The type of any expression: its own, if that can be named, or if it is not one of these. */
  public TypeMirror of(ExpressionTree tree) {
    TypeMirror own = source.type(tree);
    return own instanceof DeclaredType type && !denotable.isNamed(own) && isFunction(tree)
        ? bounded(type)
        : own;
  }

  private DeclaredType bounded(DeclaredType type) {
    TypeMirror[] arguments =
        type.getTypeArguments().stream().map(this::bound).toArray(TypeMirror[]::new);
    return types.getDeclaredType((TypeElement) type.asElement(), arguments);
  }

  /** A type that may replace a type argument. */
  private TypeMirror bound(TypeMirror argument) {
    TypeMirror asked = above(argument);
    TypeMirror bound = denotable.isNamed(asked) ? asked : denotable.upperBound(asked);
    return asked instanceof TypeVariable && denotable.isNamed(bound) ? bound : argument;
  }

  /** The captured type that an argument is above, as a wildcard or captured itself. */
  private static TypeMirror above(TypeMirror argument) {
    TypeMirror lower =
        argument instanceof WildcardType wildcard
            ? wildcard.getSuperBound()
            : argument instanceof TypeVariable variable ? variable.getLowerBound() : null;
    return lower instanceof TypeVariable ? lower : argument;
  }

  private static boolean isFunction(ExpressionTree expression) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    if (tree instanceof ConditionalExpressionTree choice) {
      return isFunction(choice.getTrueExpression()) || isFunction(choice.getFalseExpression());
    }
    if (tree instanceof SwitchExpressionTree choice) {
      List<ExpressionTree> values = Cases.values(choice);
      return values.stream().anyMatch(FunctionTypes::isFunction);
    }
    return tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree;
  }
}
