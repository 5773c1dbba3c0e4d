package dev.suspendable.processor.source;

import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signs of operators. */
public final class Signs {
  private static final Map<Tree.Kind, String> SIGNS =
      Map.ofEntries(
          Map.entry(Tree.Kind.MULTIPLY, "*"),
          Map.entry(Tree.Kind.DIVIDE, "/"),
          Map.entry(Tree.Kind.REMAINDER, "%"),
          Map.entry(Tree.Kind.PLUS, "+"),
          Map.entry(Tree.Kind.MINUS, "-"),
          Map.entry(Tree.Kind.LEFT_SHIFT, "<<"),
          Map.entry(Tree.Kind.RIGHT_SHIFT, ">>"),
          Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT, ">>>"),
          Map.entry(Tree.Kind.LESS_THAN, "<"),
          Map.entry(Tree.Kind.GREATER_THAN, ">"),
          Map.entry(Tree.Kind.LESS_THAN_EQUAL, "<="),
          Map.entry(Tree.Kind.GREATER_THAN_EQUAL, ">="),
          Map.entry(Tree.Kind.EQUAL_TO, "=="),
          Map.entry(Tree.Kind.NOT_EQUAL_TO, "!="),
          Map.entry(Tree.Kind.AND, "&"),
          Map.entry(Tree.Kind.XOR, "^"),
          Map.entry(Tree.Kind.OR, "|"),
          Map.entry(Tree.Kind.CONDITIONAL_AND, "&&"),
          Map.entry(Tree.Kind.CONDITIONAL_OR, "||"),
          Map.entry(Tree.Kind.MULTIPLY_ASSIGNMENT, "*="),
          Map.entry(Tree.Kind.DIVIDE_ASSIGNMENT, "/="),
          Map.entry(Tree.Kind.REMAINDER_ASSIGNMENT, "%="),
          Map.entry(Tree.Kind.PLUS_ASSIGNMENT, "+="),
          Map.entry(Tree.Kind.MINUS_ASSIGNMENT, "-="),
          Map.entry(Tree.Kind.LEFT_SHIFT_ASSIGNMENT, "<<="),
          Map.entry(Tree.Kind.RIGHT_SHIFT_ASSIGNMENT, ">>="),
          Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT, ">>>="),
          Map.entry(Tree.Kind.AND_ASSIGNMENT, "&="),
          Map.entry(Tree.Kind.XOR_ASSIGNMENT, "^="),
          Map.entry(Tree.Kind.OR_ASSIGNMENT, "|="),
          Map.entry(Tree.Kind.PREFIX_INCREMENT, "++"),
          Map.entry(Tree.Kind.PREFIX_DECREMENT, "--"),
          Map.entry(Tree.Kind.UNARY_PLUS, "+"),
          Map.entry(Tree.Kind.UNARY_MINUS, "-"),
          Map.entry(Tree.Kind.BITWISE_COMPLEMENT, "~"),
          Map.entry(Tree.Kind.LOGICAL_COMPLEMENT, "!"));

  private Signs() {}

  /** The sign of a unary or binary operator or of an assignment; null for any other tree. */
  static @Nullable String of(Tree tree) {
    return SIGNS.get(tree.getKind());
  }

  /** The operator that an assignment such as {@code +=} implies: {@code +}. */
  public static String ofImplied(CompoundAssignmentTree assignment) {
    String sign = of(assignment);
    if (sign == null) {
      throw new IllegalArgumentException(assignment.getKind().toString());
    }
    return sign.substring(0, sign.length() - 1);
  }
}
