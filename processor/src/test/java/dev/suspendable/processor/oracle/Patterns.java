package dev.suspendable.processor.oracle;

import java.util.List;

/** {@code instanceof} with a variable that other operands see. */
final class Patterns {
  private Patterns() {}

  static List<ExpressionForm> forms() {
    return List.of(
        new CodedForm(
            "instanceof Pair(int v, String w) &&",
            Type.BOOLEAN,
            scope -> PatternSwitches.KNOWN,
            Patterns::ofRecord),
        new CodedForm("instanceof Integer v ? :", Type.INT, Patterns::conditional),
        new CodedForm("instanceof String v &&", Type.BOOLEAN, Patterns::and),
        new CodedForm("!(instanceof Pair v) ||", Type.BOOLEAN, Patterns::or));
  }

  private static Expression conditional(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope matched = scope.inner();
    Variable variable = binding(matched, Type.INTEGER);
    return Expression.of(
        Type.INT,
        Precedence.COND,
        tested.at(Precedence.REL),
        " instanceof Integer " + variable.name() + " ? ",
        filler.expression(Type.INT, matched),
        " : ",
        filler.expression(Type.INT, scope).at(Precedence.COND));
  }

  private static Expression and(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope matched = scope.inner();
    Variable variable = binding(matched, Type.STRING);
    return Expression.of(
        Type.BOOLEAN,
        Precedence.LAND,
        tested.at(Precedence.REL),
        " instanceof String " + variable.name() + " && ",
        filler.expression(Type.BOOLEAN, matched).at(Precedence.OR));
  }

  private static Expression ofRecord(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope matched = scope.inner();
    String first = binding(matched, Type.INT).name();
    String second = binding(matched, Type.STRING).name();
    return Expression.of(
        Type.BOOLEAN,
        Precedence.LAND,
        tested.at(Precedence.REL),
        " instanceof Pair(int " + first + ", var " + second + ") && ",
        filler.expression(Type.BOOLEAN, matched).at(Precedence.OR));
  }

  private static Expression or(Filler filler, Scope scope) {
    Expression tested = filler.expression(Type.OBJECT, scope);
    Scope matched = scope.inner();
    Variable variable = binding(matched, Type.PAIR);
    return Expression.of(
        Type.BOOLEAN,
        Precedence.LOR,
        "!(",
        tested.at(Precedence.REL),
        " instanceof Pair " + variable.name() + ") || ",
        filler.expression(Type.BOOLEAN, matched).at(Precedence.LAND));
  }

  /** Its name is used once in a method, for it may be in scope behind the whole statement. */
  static Variable binding(Scope scope, Type type) {
    Variable variable = new Variable(scope.uniqueName("p"), type, false);
    scope.add(variable);
    return variable;
  }
}
