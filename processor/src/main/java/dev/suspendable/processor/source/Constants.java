package dev.suspendable.processor.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The values that javac knows but does not expose: those of constant expressions (JLS 15.29), of
 * what it folds when it lowers {@code &&}, {@code ||}, {@code ?:} and {@code !}, and, where they
 * are conditions, of comparisons of {@code null} with literals. The operands of other operators
 * must be constant expressions: {@code true != (null != "")} is evaluated.
 */
public final class Constants {
  private final Source source;

  public Constants(Source source) {
    this.source = source;
  }

  /**
   * The value of a condition: of {@code if} and {@code ?:}, or a left operand of {@code &&} or
   * {@code ||}; null if javac does not know it.
   */
  public @Nullable Boolean decided(ExpressionTree tree) {
    if (valueOf(tree) instanceof Boolean value) {
      return value;
    }
    ExpressionTree t = TreeForms.skipParentheses(tree);
    ExpressionTree chosen = chosen(t);
    if (chosen != null) {
      return decided(chosen);
    }
    return t instanceof BinaryTree binary ? comparedWithNull(binary) : null;
  }

  /** The value of an expression; null if javac does not know it, or there is none. */
  public @Nullable Object valueOf(ExpressionTree tree) {
    Object constant = constant(tree);
    ExpressionTree t = TreeForms.skipParentheses(tree);
    if (constant != null) {
      return constant;
    }
    if (t instanceof UnaryTree unary && unary.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return unary(unary.getKind(), valueOf(unary.getExpression()));
    }
    ExpressionTree chosen = chosen(t);
    if (chosen == null) {
      return null;
    }
    return t instanceof ConditionalExpressionTree
        ? converted(valueOf(chosen), source.type(t))
        : valueOf(chosen);
  }

  /** The part to which javac reduces an expression whose first part decides; otherwise null. */
  private @Nullable ExpressionTree chosen(ExpressionTree tree) {
    if (tree instanceof ConditionalExpressionTree t) {
      Boolean condition = decided(t.getCondition());
      return condition == null ? null : condition ? t.getTrueExpression() : t.getFalseExpression();
    }
    if (!(tree instanceof BinaryTree t) || !isShortCircuit(t)) {
      return null;
    }
    Boolean left = decided(t.getLeftOperand());
    if (left == null) {
      return null;
    }
    boolean decides = left == (t.getKind() == Tree.Kind.CONDITIONAL_OR);
    return decides ? t.getLeftOperand() : t.getRightOperand();
  }

  private static boolean isShortCircuit(BinaryTree tree) {
    return tree.getKind() == Tree.Kind.CONDITIONAL_AND
        || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  /** The value of a constant expression. */
  private @Nullable Object constant(ExpressionTree tree) {
    ExpressionTree t = TreeForms.skipParentheses(tree);
    if (t instanceof LiteralTree literal) {
      return literal.getValue();
    }
    if (t instanceof IdentifierTree || t instanceof MemberSelectTree) {
      VariableElement variable = TreeForms.constantVariable(source, t);
      return variable == null ? null : variable.getConstantValue();
    }
    if (t instanceof TypeCastTree cast) {
      return converted(constant(cast.getExpression()), source.type(cast.getType()));
    }
    if (t instanceof ConditionalExpressionTree conditional) {
      Object ifTrue = constant(conditional.getTrueExpression());
      Object ifFalse = constant(conditional.getFalseExpression());
      return ifTrue != null
              && ifFalse != null
              && constant(conditional.getCondition()) instanceof Boolean condition
          ? converted(condition ? ifTrue : ifFalse, source.type(t))
          : null;
    }
    if (t instanceof UnaryTree unary) {
      return unary(unary.getKind(), constant(unary.getExpression()));
    }
    return t instanceof BinaryTree binary ? binary(binary) : null;
  }

  private @Nullable Object binary(BinaryTree tree) {
    Object left = constant(tree.getLeftOperand());
    Object right = constant(tree.getRightOperand());
    Tree.Kind kind = tree.getKind();
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof String || right instanceof String) {
      return switch (kind) {
        case PLUS -> left.toString() + right;
        case EQUAL_TO -> left.equals(right);
        case NOT_EQUAL_TO -> !left.equals(right);
        default -> null;
      };
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return switch (kind) {
        case AND, CONDITIONAL_AND -> a & b;
        case OR, CONDITIONAL_OR -> a | b;
        case XOR, NOT_EQUAL_TO -> !a.equals(b);
        case EQUAL_TO -> a.equals(b);
        default -> null;
      };
    }
    Number a = number(left);
    Number b = number(right);
    if (a == null || b == null) {
      return null;
    }
    List<Tree.Kind> shifts =
        List.of(Tree.Kind.LEFT_SHIFT, Tree.Kind.RIGHT_SHIFT, Tree.Kind.UNSIGNED_RIGHT_SHIFT);
    if (shifts.contains(kind)) {
      return a instanceof Long
          ? shifted(kind, a.longValue(), b.intValue())
          : shifted(kind, a.intValue(), b.intValue());
    }
    if (a instanceof Double || b instanceof Double) {
      return onDoubles(kind, a.doubleValue(), b.doubleValue());
    }
    if (a instanceof Float || b instanceof Float) {
      Object result = onDoubles(kind, a.floatValue(), b.floatValue());
      // For two floats, rounding the nearest double of the result gives the correct float.
      return result instanceof Double value ? (Object) value.floatValue() : result;
    }
    Object result = onLongs(kind, a.longValue(), b.longValue());
    boolean isLong = a instanceof Long || b instanceof Long;
    return result instanceof Long value && !isLong ? (Object) value.intValue() : result;
  }

  /**
   * {@code null == null} is true, and {@code null != "literal"} is true. Names of constants and
   * literals in parentheses are not known.
   */
  private static @Nullable Boolean comparedWithNull(BinaryTree tree) {
    boolean leftIsNull = isNull(tree.getLeftOperand());
    boolean rightIsNull = isNull(tree.getRightOperand());
    boolean areKnown =
        (leftIsNull && (rightIsNull || tree.getRightOperand() instanceof LiteralTree))
            || (rightIsNull && tree.getLeftOperand() instanceof LiteralTree);
    return areKnown ? compared(tree.getKind(), false, leftIsNull && rightIsNull, false) : null;
  }

  private static boolean isNull(ExpressionTree tree) {
    return TreeForms.skipParentheses(tree).getKind() == Tree.Kind.NULL_LITERAL;
  }

  private static @Nullable Object shifted(Tree.Kind kind, long value, int distance) {
    return switch (kind) {
      case LEFT_SHIFT -> value << distance;
      case RIGHT_SHIFT -> value >> distance;
      default -> value >>> distance;
    };
  }

  private static @Nullable Object shifted(Tree.Kind kind, int value, int distance) {
    return switch (kind) {
      case LEFT_SHIFT -> value << distance;
      case RIGHT_SHIFT -> value >> distance;
      default -> value >>> distance;
    };
  }

  private static @Nullable Object onDoubles(Tree.Kind kind, double a, double b) {
    return switch (kind) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REMAINDER -> a % b;
      default -> compared(kind, a < b, a == b, a > b);
    };
  }

  private static @Nullable Object onLongs(Tree.Kind kind, long a, long b) {
    return switch (kind) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> b == 0 ? null : (Object) (a / b);
      case REMAINDER -> b == 0 ? null : (Object) (a % b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      default -> compared(kind, a < b, a == b, a > b);
    };
  }

  /** If numbers do not compare, as with NaN, none of the three is true. */
  private static @Nullable Boolean compared(
      Tree.Kind kind, boolean isLess, boolean isEqual, boolean isGreater) {
    return switch (kind) {
      case LESS_THAN -> isLess;
      case LESS_THAN_EQUAL -> isLess || isEqual;
      case GREATER_THAN -> isGreater;
      case GREATER_THAN_EQUAL -> isGreater || isEqual;
      case EQUAL_TO -> isEqual;
      case NOT_EQUAL_TO -> !isEqual;
      default -> null;
    };
  }

  private static @Nullable Object unary(Tree.Kind kind, @Nullable Object value) {
    if (kind == Tree.Kind.LOGICAL_COMPLEMENT) {
      return value instanceof Boolean condition ? (Object) !condition : null;
    }
    Number number = number(value);
    if (number == null) {
      return null;
    }
    return switch (kind) {
      case UNARY_PLUS -> number;
      case UNARY_MINUS ->
          number instanceof Double
              ? (Object) (-number.doubleValue())
              : number instanceof Float
                  ? (Object) (-number.floatValue())
                  : number instanceof Long
                      ? (Object) (-number.longValue())
                      : (Object) (-number.intValue());
      case BITWISE_COMPLEMENT ->
          number instanceof Long ? (Object) ~number.longValue() : (Object) ~number.intValue();
      default -> null;
    };
  }

  /** The number after unary promotion (JLS 5.6): an int, long, float or double. */
  private static @Nullable Number number(@Nullable Object value) {
    if (value instanceof Character c) {
      return (int) c;
    }
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    return value instanceof Number number ? number : null;
  }

  private static boolean isOf(TypeMirror type, @Nullable Object value) {
    return value instanceof Boolean
        ? type.getKind() == TypeKind.BOOLEAN
        : value instanceof String && type.toString().equals(String.class.getName());
  }

  private static @Nullable Object converted(@Nullable Object value, TypeMirror type) {
    Number number = number(value);
    if (number == null) {
      return isOf(type, value) ? value : null;
    }
    boolean isWhole = !(number instanceof Double || number instanceof Float);
    // From double and float through int, JLS 5.1.3.
    int narrow = isWhole ? (int) number.longValue() : number.intValue();
    TypeKind kind = type.getKind();
    return switch (kind) {
      case BYTE -> (byte) narrow;
      case SHORT -> (short) narrow;
      case CHAR -> (char) narrow;
      case INT -> narrow;
      case LONG -> number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      default -> null;
    };
  }
}
