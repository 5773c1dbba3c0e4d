package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Switch expressions, with arrows and without. */
final class SwitchExpressions {
  private SwitchExpressions() {}

  static List<ExpressionForm> forms() {
    List<ExpressionForm> forms = new ArrayList<>();
    for (Type type :
        List.of(Type.INT, Type.BOOLEAN, Type.LONG, Type.INTEGER, Type.STRING, Type.OBJECT)) {
      forms.add(
          new CodedForm("switch with arrows", type, operand(type, SwitchExpressions::arrows)));
      forms.add(new CodedForm("switch with yield", type, operand(type, SwitchExpressions::groups)));
    }
    return forms;
  }

  private interface Arms {
    List<Statement> of(Selector selector, Type type, Filler filler, Scope scope);
  }

  /**
   * Most have a cast in front: an argument of an overloaded method is attributed again and again,
   * with all that its arms contain, unless its type is plain to see.
   */
  private static BiFunction<Filler, Scope, Expression> operand(Type type, Arms arms) {
    return (filler, scope) -> {
      Selector selector = filler.any(Selector.ALL);
      Expression selected = filler.expression(selector.type(), scope);
      Scope inner = scope.switchExpression(type);
      String cast = filler.oneIn(8) ? "" : "(" + type.source() + ") ";
      return switched(cast, type, selected, arms.of(selector, type, filler, inner));
    };
  }

  /** One whose arms may contain {@code try} statements, if it is all of a right side. */
  static Expression whole(Type type, Filler filler, Scope scope) {
    Selector selector = filler.any(Selector.ALL);
    Expression selected = filler.expression(selector.type(), scope);
    Scope inner = scope.wholeSwitchExpression(type);
    Arms arms = filler.oneIn(2) ? SwitchExpressions::arrows : SwitchExpressions::groups;
    return switched("", type, selected, arms.of(selector, type, filler, inner));
  }

  private static List<Statement> arrows(Selector selector, Type type, Filler filler, Scope scope) {
    List<Statement> arms = new ArrayList<>();
    for (String label : selector.labels(filler)) {
      arms.add(arm("case " + label + " -> ", arms.isEmpty(), type, filler, scope));
    }
    if (!selector.isExhausted() || filler.oneIn(2)) {
      arms.add(arm("default -> ", false, type, filler, scope));
    }
    return arms;
  }

  /** One arm at least has a value, or it would be of no type. */
  private static Statement arm(
      String label, boolean hasValue, Type type, Filler filler, Scope scope) {
    int kind = filler.choose(4);
    if (hasValue || kind > 1) {
      return Statement.of(label, filler.expression(type, scope), ";");
    }
    return kind == 0
        ? Statement.of(label, yielding(type, filler, scope.inner()))
        : Statement.of(label, "throw new IllegalStateException(\"arm\");");
  }

  private static List<Statement> groups(Selector selector, Type type, Filler filler, Scope scope) {
    List<Statement> groups = new ArrayList<>();
    for (String label : selector.labels(filler)) {
      Block group =
          filler.oneIn(3) ? filler.block(scope.inner()) : yielding(type, filler, scope.inner());
      groups.add(Statement.of("case " + label + ": ", group));
    }
    Statement last = yieldStatement(filler.expression(type, scope));
    groups.add(Statement.of("default: ", Block.of(last)));
    return groups;
  }

  private static Block yielding(Type type, Filler filler, Scope scope) {
    Block block = filler.block(scope);
    return block.completes() ? block.plus(yieldStatement(filler.expression(type, scope))) : block;
  }

  /** {@code yield (f(a, b)).c} would be read as a call of a method {@code yield}. */
  static Statement yieldStatement(Expression value) {
    Expression cast =
        Expression.of(
            value.type(),
            Precedence.UNARY,
            "(" + value.type().source() + ") ",
            value.at(Precedence.POSTFIX));
    return Statement.of("yield ", value.beginsWithParenthesis() ? cast : value, ";")
        .completing(false);
  }

  /**
   * On one line: javac gives the code behind the arms of a switch expression the line of the last
   * one, and a frame that of the expression.
   */
  static Expression switched(String cast, Type type, Expression selected, List<Statement> arms) {
    return Expression.of(
        type, Precedence.UNARY, cast + "switch (", selected, ") ", new Block(arms, true));
  }
}
