package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Variables whose types have no name: {@code var}, and parameters of a multi-catch. */
final class Unspellable {
  private Unspellable() {}

  /**
   * A variable, what may happen, and uses of the variable.
   *
   * @param declared by {@code %n}, with operands as in templates
   * @param used expressions of any type but {@code void}, with operands
   */
  private record Var(String name, String declared, List<String> used) {
    Var(String name, String declared, String... used) {
      this(name, declared, List.of(used));
    }
  }

  private static final List<Var> VARS =
      List.of(
          new Var(
              "intersection of classes",
              "var %n = either(%{boolean}, (Integer) %{Integer@POSTFIX}, (Long) %{Long@POSTFIX});",
              "%n == null ? %{int} : %n.intValue()",
              "ranked(%n, %n)"),
          new Var(
              "conditional", "var %n = %{boolean@LOR} ? 1 : cut(%{String});", "%n", "same(%n, 1)"),
          new Var(
              "intersection of interfaces",
              "var %n = either(%{boolean}, CodeA.one(), new CodeB(%{int}));",
              "%n.code() + %{int@MUL}",
              "%n.getMessage()"),
          new Var(
              "elements of a list",
              "var %n = List.of(%{int}, %{long});",
              "%n.get(%{int@AND} & 1).intValue()",
              "ranked(%n.get(0), %n.get(%{int@AND} & 1))",
              "%n.size()"),
          new Var(
              "elements of an array",
              "var %n = arrayOf(%{int}, %{double});",
              "%n[%{int@AND} & 1].intValue()",
              "%n.length"),
          new Var(
              "captured wildcard",
              "var %n = numbers(%{int}).get(0);",
              "%n.intValue() + %{int@MUL}",
              "%n"),
          new Var(
              "iterator over a wildcard",
              "var %n = numbers(%{int}).iterator();",
              "%n.next().intValue()",
              "%n.hasNext()"),
          new Var(
              "class of a wildcard",
              "var %n = numbers(%{int}).get(0).getClass();",
              "%n.getSimpleName()"),
          new Var(
              "lower bound",
              "var %n = sink(%{String});",
              "%n.add(\"a\")",
              "%n.get(%{int@AND} & 0)"),
          new Var(
              "inaccessible",
              "var %n = secret(%{int});",
              "same(%n, 1)",
              "((Open) %n).open(%{int})"),
          new Var(
              "list of inaccessible",
              "var %n = secrets(%{int});",
              "%n.size()",
              "opened(%n.get(0), %{int})"),
          new Var(
              "array of inaccessible", "var %n = secretArray(%{int});", "opened(%n[0], %{int})"),
          new Var(
              "anonymous",
              "var %n = new Object() { int n = 1; int grow(int by) { log(\"grow \" + by); return n += by; } };",
              "%n.grow(%{int})",
              "%n.n++",
              "%n.n += %{int}"),
          new Var(
              "anonymous with a bound",
              "var %n = new Counter(%{int}) { int n = start; @Override public int next(int by) { return n += by; } };",
              "%n.next(%{int})",
              "%n.n"),
          new Var(
              "functional intersection",
              "var %n = (IntSupplier & Serializable) () -> 3;",
              "%n.getAsInt() + %{int@MUL}"),
          new Var(
              "chained generics",
              "var %n = pairOf(%{Integer}, numbers(%{int}));",
              "%n.getValue().get(0).intValue()",
              "%n.getKey()"));

  static List<StatementForm> statements() {
    List<StatementForm> forms = new ArrayList<>();
    for (Var each : VARS) {
      forms.add(
          new StatementForm("var: " + each.name, (filler, scope) -> declared(each, filler, scope)));
    }
    forms.add(new StatementForm("var of each", Unspellable::forEach));
    forms.add(new StatementForm("operands", Unspellable::operands));
    forms.add(new StatementForm("multi-catch", Scope::tries, Unspellable::multiCatch));
    return forms;
  }

  private static Statement declared(Var variable, Filler filler, Scope scope) {
    Scope inner = scope.inner();
    String name = inner.reserve();
    List<Statement> all = new ArrayList<>();
    all.add(Statement.of(written(variable.declared, name, filler, inner)));
    Block between = filler.block(inner.inner());
    all.add(Statement.of(between).completing(between.completes()));
    if (between.completes()) {
      for (String use : variable.used) {
        all.add(Statement.of("log(", written(use, name, filler, inner), ");"));
      }
    }
    return Statement.of(new Block(all)).completing(between.completes());
  }

  private static Expression written(String text, String name, Filler filler, Scope scope) {
    return new Template(Type.OBJECT, Precedence.ANY, text.replace("%n", name), false, at -> true)
        .fill(filler, scope);
  }

  private static Statement forEach(Filler filler, Scope scope) {
    Target target = new Target(Target.Kind.LOOP, null);
    Scope inner = scope.within(target);
    String name = inner.reserve();
    String list =
        filler.any(
            "List.of(%{int}, %{long})",
            "numbers(%{int})", "Map.of(\"k\", %{int}).values()", "arrayOf(%{int}, %{float})");
    Expression iterated = written(list, "", filler, inner);
    Block block = filler.block(inner.inner());
    Block whole = block.after(Statement.of("if (!more()) break;"));
    return Statement.of(
        "for (var " + name + " : ",
        iterated,
        ") ",
        whole.completes() ? whole.plus(Statement.of("log(" + name + ".intValue());")) : whole);
  }

  private static Statement operands(Filler filler, Scope scope) {
    String text =
        filler.any(
            "opened(secret(%{int}), %{int})",
            "same(secrets(%{int}).get(0), %{int})",
            "ranked(either(%{boolean}, %{int}, %{long}), either(%{boolean}, %{int}, %{long}))",
            "join(\"\", either(%{boolean}, %{Integer}, %{String}), %{long})",
            "same(numbers(%{int}).get(0), numbers(%{int}).get(0).intValue())",
            "secretArray(%{int})[%{int@AND} & 0] == secret(%{int})",
            "arrayOf(%{int}, %{double})[%{int@AND} & 1].intValue() + %{int@MUL}",
            "pairOf(secret(%{int}), %{int}).getValue()");
    return Statement.of("log(", written(text, "", filler, scope), ");");
  }

  private static Statement multiCatch(Filler filler, Scope scope) {
    Block tried =
        filler
            .block(scope.inner())
            .after(Statement.of("coded(", filler.expression(Type.INT, scope.inner()), ");"));
    Scope inner = scope.inner();
    String name = inner.reserve();
    Block handler = filler.block(inner.inner());
    Expression more = filler.expression(Type.INT, inner);
    Block whole = handler.after(Statement.of("log(" + name + ".code());"));
    Block caught =
        whole.completes()
            ? whole.plus(Statement.of("log(" + name + ".code() + ", more.at(Precedence.MUL), ");"))
            : whole;
    return Statement.of(
            "try ",
            tried,
            filler.any(" catch (CodeA | CodeB ", " catch (final CodeB | CodeA ") + name + ") ",
            caught)
        .completing(tried.completes() || caught.completes());
  }
}
