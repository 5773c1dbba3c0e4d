package dev.suspendable.processor.oracle;

import java.util.List;

/** Loops. All of them end when the fuel does. */
final class Loops {
  private static final Statement STOP_WITHOUT_FUEL = Statement.of("if (!more()) break;");

  private Loops() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("while", Loops::whileLoop),
        new StatementForm("while without braces", Loops::withoutBraces),
        new StatementForm("do", Loops::doLoop),
        new StatementForm("for", Loops::forLoop),
        new StatementForm("for with several variables", Loops::severalVariables),
        new StatementForm("endless loop", Loops::endless),
        new StatementForm("for each element", Loops::forEachOfArray),
        new StatementForm("for each of a list", Loops::forEachOfList));
  }

  /** A loop, with a label or without. */
  private static Target target(Filler filler, Scope scope) {
    return new Target(Target.Kind.LOOP, filler.oneIn(3) ? scope.freshLabel() : null);
  }

  private static String labelOf(Target target) {
    return target.label == null ? "" : target.label + ": ";
  }

  private static Expression condition(Filler filler, Scope scope) {
    return Expression.of(
        Type.BOOLEAN,
        Precedence.LAND,
        "more() && ",
        filler.expression(Type.BOOLEAN, scope).at(Precedence.OR));
  }

  private static Statement whileLoop(Filler filler, Scope scope) {
    Target target = target(filler, scope);
    return Statement.of(
        labelOf(target) + "while (",
        condition(filler, scope),
        ") ",
        filler.block(scope.within(target)));
  }

  private static Statement withoutBraces(Filler filler, Scope scope) {
    return Statement.of(
        "while (",
        condition(filler, scope),
        ") ",
        Effectful.expression(filler, scope).pieces().get(0),
        ";");
  }

  private static Statement doLoop(Filler filler, Scope scope) {
    Target target = target(filler, scope);
    Block body = filler.block(scope.within(target));
    boolean goesOn = body.completes() || target.continued;
    // Javac thinks that what a switch expression yields is reached even if the condition is not.
    Expression condition =
        goesOn
            ? condition(filler, scope)
            : Expression.of(Type.BOOLEAN, Precedence.POSTFIX, "more()");
    return Statement.of(labelOf(target) + "do ", body, " while (", condition, ");")
        .completing(goesOn || target.broken);
  }

  private static Statement forLoop(Filler filler, Scope scope) {
    Target target = target(filler, scope);
    Scope inner = scope.within(target);
    String name = inner.reserve();
    Expression start = filler.expression(Type.INT, inner);
    inner.add(new Variable(name, Type.INT, true));
    Expression condition = condition(filler, inner);
    Statement update = Effectful.expression(filler, inner);
    return Statement.of(
        labelOf(target) + "for (int " + name + " = ",
        start,
        "; ",
        condition,
        "; ",
        filler.oneIn(2) ? name + "++" : update.pieces().get(0),
        ") ",
        filler.block(inner.inner()));
  }

  private static Statement severalVariables(Filler filler, Scope scope) {
    Target target = target(filler, scope);
    Scope inner = scope.within(target);
    String first = inner.reserve();
    String second = inner.reserve();
    Expression start = filler.expression(Type.LONG, inner);
    inner.add(new Variable(first, Type.LONG, true));
    Expression end = filler.expression(Type.LONG, inner);
    inner.add(new Variable(second, Type.LONG, false));
    return Statement.of(
        labelOf(target) + "for (long " + first + " = ",
        start,
        ", " + second + " = ",
        end,
        "; more() && " + first + " < " + second + "; " + first + "++, ",
        Effectful.expression(filler, inner).pieces().get(0),
        ") ",
        filler.block(inner.inner()));
  }

  private static Statement endless(Filler filler, Scope scope) {
    Target target = target(filler, scope);
    Block body = filler.block(scope.within(target));
    String head = labelOf(target) + filler.any("for (;;) ", "while (true) ");
    if (filler.oneIn(2)) {
      return Statement.of(head, body.after(STOP_WITHOUT_FUEL));
    }
    Statement fail = Statement.of("if (!more()) throw new IllegalStateException(\"fuel\");");
    return Statement.of(head, body.after(fail)).completing(target.broken);
  }

  private record Elements(Type array, Type element) {}

  private static final List<Elements> ARRAYS =
      List.of(
          new Elements(Type.INTS, Type.INT),
          new Elements(Type.INTS, Type.LONG),
          new Elements(Type.STRINGS, Type.STRING),
          new Elements(Type.MATRIX, Type.INTS));

  private static Statement forEachOfArray(Filler filler, Scope scope) {
    return forEach(filler.any(ARRAYS), filler, scope);
  }

  private static final List<Elements> LISTS =
      List.of(
          new Elements(Type.LIST, Type.INTEGER),
          new Elements(Type.LIST, Type.INT),
          new Elements(Type.LIST, Type.OBJECT));

  private static Statement forEachOfList(Filler filler, Scope scope) {
    return forEach(filler.any(LISTS), filler, scope);
  }

  private static Statement forEach(Elements elements, Filler filler, Scope scope) {
    Target target = target(filler, scope);
    Scope inner = scope.within(target);
    String name = inner.reserve();
    Expression iterated = filler.expression(elements.array, inner);
    boolean assignable = filler.oneIn(2);
    inner.add(new Variable(name, elements.element, assignable));
    return Statement.of(
        labelOf(target) + "for (" + elements.element.source() + " " + name + " : ",
        iterated,
        ") ",
        filler.block(inner.inner()).after(STOP_WITHOUT_FUEL));
  }
}
