package dev.suspendable.processor.oracle;

import java.util.List;

/** Expressions and statements on several lines, for the lines of what they throw. */
final class ManyLines {
  private static final String FORMS =
      """
      String POSTFIX! join(⏎%{String},⏎%{Object},⏎%{long})
      int POSTFIX! sum(%{int},⏎%{int}, %{int})
      int MUL %{int@MUL}⏎% %{int@UNARY}
      int MUL %{int@MUL} %⏎%{int@UNARY}
      int PRIMARY %{int[]@POSTFIX}⏎[%{int@AND} & 7]
      int PRIMARY %{int[]@POSTFIX}[⏎%{int@AND} & 7]
      int ANY! %{int[]@POSTFIX}[%{int@AND} & 7]⏎+= %{int}
      Integer UNARY (Integer)⏎%{Object@POSTFIX}
      int UNARY (int)⏎%{Integer@POSTFIX}
      int POSTFIX! %{P@POSTFIX}⏎.mix(⏎%{int}, %{long},⏎%{String})
      String POSTFIX %{Pair@POSTFIX}⏎.b()
      int PRIMARY %{Box@POSTFIX}⏎.n
      int COND %{boolean@LOR}⏎? %{int}⏎: %{int@COND}
      boolean LAND %{boolean@LAND}⏎&& %{boolean@OR}
      boolean EQ %{Integer@EQ}⏎!= %{int@REL}
      String ADD %{String@ADD}⏎+ %{int@MUL}⏎+ %{Object@MUL}
      Pair PRIMARY! new⏎Pair(⏎%{int},⏎%{String})
      Box PRIMARY! new Box(⏎%{int})
      int[] UNARY new int[]⏎{%{int},⏎%{int}, %{int},⏎%{int}}
      int[] UNARY new int[⏎%{int@MUL} % 2]
      Integer POSTFIX %{List<Integer>@POSTFIX}⏎.get(⏎%{int@AND} & 3)
      T POSTFIX see(⏎%{T})
      int ADD %{int@ADD}⏎+⏎nil(%{int})
      """;

  /** Those that suspend, and those that unbox an awaited null. */
  private static final String AWAITS =
      """
      T POSTFIX! await(⏎%{T})
      R POSTFIX! await(%{T},⏎IOException.class)
      int ADD %{int@ADD}⏎+⏎await(⏎nil(%{int}))
      int UNARY -⏎await(⏎nil(⏎%{int}))
      int ADD %{int@ADD}⏎+⏎await(⏎nilTask(⏎%{int}))
      int UNARY -⏎Coroutines.await(nilTask(%{int}))
      int ADD %{int@ADD}⏎+⏎Coroutines⏎.await(⏎nilTask(⏎%{int}))
      int POSTFIX! sum(%{int},⏎Coroutines.await(⏎nilTask(%{int})), %{int})
      """;

  private ManyLines() {}

  static void describe(Hostility it) {
    it.add(FORMS);
    it.add(AWAITS);
    it.member("nil(", "static Integer nil(int by) {\n  log(\"nil \" + by);\n  return null;\n}");
    it.members.put(
        "nilTask(",
        Host.coroutine(
            "static Task<Integer> nilTask(int by)",
            "Integer",
            "log(\"nilTask \" + await(by));",
            "(Integer) null"));
    it.statements.addAll(
        List.of(
            new StatementForm("throw on several lines", ManyLines::thrown),
            new StatementForm("log on several lines", ManyLines::log),
            new StatementForm("local on several lines", ManyLines::local),
            new StatementForm("unboxed null on several lines", Scope::awaits, ManyLines::unboxed),
            new StatementForm("if on several lines", ManyLines::condition),
            new StatementForm("locals on several lines", ManyLines::locals),
            new StatementForm("while on several lines", ManyLines::whileLoop),
            new StatementForm("for each on several lines", ManyLines::forEach)));
  }

  private static Statement thrown(Filler filler, Scope scope) {
    String head =
        filler.any(
            "throw\n  new IllegalStateException(",
            "throw new IllegalStateException(\n",
            "throw new\n  IllegalStateException(",
            "throw\n  new\n  IllegalStateException\n  (");
    return Statement.of(
        "if (",
        filler.expression(Type.BOOLEAN, scope),
        ")\n  " + head,
        filler.expression(Type.STRING, scope),
        filler.any(");", "\n);"));
  }

  private static Statement log(Filler filler, Scope scope) {
    return Statement.of(
        "log(\n    ",
        filler.expression(Type.INT, scope).at(Precedence.ADD),
        "\n    + ",
        filler.expression(Type.INTEGER, scope).at(Precedence.MUL),
        "\n);");
  }

  private static Statement local(Filler filler, Scope scope) {
    String name = scope.reserve();
    Expression value = filler.expression(Type.INTEGER, scope);
    scope.add(new Variable(name, Type.INT, true));
    return Statement.of("int\n  " + name + "\n  =\n  ", value, "\n  ;");
  }

  private static Statement unboxed(Filler filler, Scope scope) {
    String name = scope.reserve();
    Expression operand = filler.expression(Type.INT, scope);
    scope.add(new Variable(name, Type.INT, true));
    return Statement.of(
        "int\n  " + name + "\n  =\n  ",
        filler.any("await(\n  nil(", "await(nilTask(", "Coroutines.await(\n  nilTask("),
        operand,
        ")\n  );");
  }

  private static Statement locals(Filler filler, Scope scope) {
    String first = scope.reserve();
    Expression value = filler.expression(Type.INT, scope);
    scope.add(new Variable(first, Type.INT, true));
    String second = scope.reserve();
    Expression other = filler.expression(Type.INTEGER, scope);
    scope.add(new Variable(second, Type.INT, true));
    return Statement.of(
        "int " + first + " = ", value, ",\n  " + second + "\n  =\n  ", other, "\n  ;");
  }

  private static Statement whileLoop(Filler filler, Scope scope) {
    Expression condition = filler.expression(Type.BOOLEAN, scope);
    return Statement.of(
        "while (\n  more()\n  && ",
        new Operand(condition, Precedence.OR),
        "\n)\n",
        filler.block(scope.within(new Target(Target.Kind.LOOP, null))));
  }

  private static Statement forEach(Filler filler, Scope scope) {
    Scope inner = scope.within(new Target(Target.Kind.LOOP, null));
    String name = inner.reserve();
    Expression iterated = filler.expression(Type.LIST, inner);
    inner.add(new Variable(name, Type.INT, true));
    return Statement.of(
        "for (\n  int\n  " + name + "\n  : ",
        iterated,
        "\n)\n",
        filler.block(inner.inner()).after(Statement.of("if (!more()) break;")));
  }

  private static Statement condition(Filler filler, Scope scope) {
    return Statement.of(
        "if (\n  ", filler.expression(Type.BOOLEAN, scope), "\n)\n", filler.block(scope.inner()));
  }
}
