package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Declarations of locals and of local classes. */
final class Declarations {
  private static final List<Type> TYPES = List.of(Type.values());

  private Declarations() {}

  static List<StatementForm> forms() {
    return List.of(
        new StatementForm("local", Declarations::local),
        new StatementForm("local, effectively final", Declarations::constant),
        new StatementForm("locals together", Declarations::together),
        new StatementForm("local, converted", Declarations::converted),
        new StatementForm("local, from a switch", Declarations::switched),
        new StatementForm("blank local", Declarations::blank),
        new StatementForm("blank final local", Declarations::blankFinal),
        new StatementForm(
            "stored task", scope -> !Calls.callees(scope).isEmpty(), Declarations::task),
        new StatementForm("local record", Declarations::localRecord),
        new StatementForm("local class", Declarations::localClass));
  }

  private static Statement local(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String name = scope.reserve();
    Expression value = filler.expression(type, scope);
    scope.add(new Variable(name, type, true));
    return Statement.of(type.source() + " " + name + " = ", value, ";");
  }

  private static Statement constant(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String head = filler.any("final " + type.source(), type.source(), "var", "final var");
    String name = scope.reserve();
    Expression value = filler.expression(type, scope);
    scope.add(new Variable(name, type, false));
    return Statement.of(head + " " + name + " = ", value, ";");
  }

  private static Statement together(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String first = scope.reserve();
    String second = scope.reserve();
    Expression value = filler.expression(type, scope);
    scope.add(new Variable(first, type, true));
    Expression other = filler.expression(type, scope);
    scope.add(new Variable(second, type, true));
    return Statement.of(
        type.source() + " " + first + " = ", value, ", " + second + " = ", other, ";");
  }

  private record Conversion(Type from, Type to) {}

  private static final List<Conversion> CONVERSIONS =
      List.of(
          new Conversion(Type.INT, Type.LONG),
          new Conversion(Type.INT, Type.INTEGER),
          new Conversion(Type.INTEGER, Type.INT),
          new Conversion(Type.INTEGER, Type.DOUBLE),
          new Conversion(Type.CHAR, Type.INT),
          new Conversion(Type.FLOAT, Type.DOUBLE),
          new Conversion(Type.STRING, Type.OBJECT),
          new Conversion(Type.BOXED_LONG, Type.LONG),
          new Conversion(Type.LONG, Type.BOXED_LONG),
          new Conversion(Type.INT, Type.OBJECT));

  private static Statement converted(Filler filler, Scope scope) {
    Conversion conversion = filler.any(CONVERSIONS);
    String name = scope.reserve();
    Expression value = filler.expression(conversion.from, scope);
    scope.add(new Variable(name, conversion.to, true));
    return Statement.of(conversion.to.source() + " " + name + " = ", value, ";");
  }

  private static Statement switched(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String name = scope.reserve();
    Expression value = SwitchExpressions.whole(type, filler, scope);
    scope.add(new Variable(name, type, false));
    return Statement.of(type.source() + " " + name + " = ", value, ";");
  }

  private static Statement blank(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String name = scope.reserve();
    List<Object> pieces = new ArrayList<>();
    pieces.add(type.source() + " " + name + ";\n");
    if (scope.tries() && filler.oneIn(2)) {
      pieces.add("try ");
      pieces.add(assigning(name, type, filler, scope));
      pieces.add(" catch (RuntimeException " + scope.reserve() + ") ");
      pieces.add(assigning(name, type, filler, scope));
    } else {
      pieces.add("for (;;) ");
      pieces.add(assigning(name, type, filler, scope).plus(Statement.of("break;")));
    }
    scope.add(new Variable(name, type, true));
    return Statement.of(pieces.toArray());
  }

  private static Statement blankFinal(Filler filler, Scope scope) {
    Type type = filler.any(TYPES);
    String name = scope.reserve();
    List<Object> pieces = new ArrayList<>();
    pieces.add(filler.any("", "final ") + type.source() + " " + name + ";\n");
    if (filler.oneIn(2)) {
      pieces.add("if (");
      pieces.add(filler.expression(Type.BOOLEAN, scope));
      pieces.add(") ");
      pieces.add(assigning(name, type, filler, scope));
      pieces.add(" else ");
      pieces.add(assigning(name, type, filler, scope));
    } else {
      pieces.add("switch (");
      pieces.add(filler.expression(Type.COLOR, scope));
      pieces.add(") ");
      pieces.add(
          Block.of(
              Statement.of("case RED -> ", assigning(name, type, filler, scope)),
              Statement.of("default -> ", assigning(name, type, filler, scope))));
    }
    scope.add(new Variable(name, type, false));
    return Statement.of(pieces.toArray());
  }

  private static Block assigning(String name, Type type, Filler filler, Scope scope) {
    return Block.of(Statement.of(name + " = ", filler.expression(type, scope.inner()), ";"));
  }

  // ---- Task.

  /** A coroutine that is called here, and awaited later. */
  private static Statement task(Filler filler, Scope scope) {
    Coroutine callee = filler.any(Calls.callees(scope));
    String name = scope.reserve();
    Expression call = Calls.call(callee, filler, scope);
    String result = callee.resultSource();
    List<Object> pieces =
        new ArrayList<>(List.of("Task<" + result + "> " + name + " = ", call, ";\n"));
    pieces.add("log(");
    pieces.add(filler.expression(Type.INT, scope));
    pieces.add(");\n");
    String value = scope.reserve();
    pieces.add(result + " " + value + " = await(" + name + ");");
    if (callee.result() != null) {
      scope.add(new Variable(value, callee.result(), true));
    }
    return Statement.of(pieces.toArray());
  }

  // ---- Classes.

  private static Statement localRecord(Filler filler, Scope scope) {
    String name = scope.uniqueName("R");
    return Statement.of(
        "record " + name + "(int a, String b) ",
        Block.of(Statement.of("int twice(int by) {\n  return a * by;\n}")),
        "\nlog(new " + name + "(",
        filler.expression(Type.INT, scope),
        ", ",
        filler.expression(Type.STRING, scope),
        ").twice(",
        filler.expression(Type.INT, scope),
        "));");
  }

  private static Statement localClass(Filler filler, Scope scope) {
    String name = scope.uniqueName("L");
    String made = scope.reserve();
    return Statement.of(
        "class " + name + " ",
        Block.of(
            Statement.of("int n = 1;"),
            Statement.of("int grow(int by) {\n  log(\"grow \" + by);\n  return n += by;\n}")),
        "\n" + name + " " + made + " = new " + name + "();\n" + made + ".n = ",
        filler.expression(Type.INT, scope),
        ";\nlog(" + made + ".grow(",
        filler.expression(Type.INT, scope),
        ") + " + made + ".n);");
  }
}
