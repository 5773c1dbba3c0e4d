package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/** Coroutines whose promise has a hook for each kind of operand. */
final class ChosenHooks {
  private static final List<String> OPERANDS =
      List.of(
          "%{boolean@LOR} ? 1 : 2",
          "%{boolean@LOR} ? %{int} : (Integer) %{Integer@POSTFIX}",
          "%{boolean@LOR} ? %{byte} : %{char@COND}",
          "%{boolean@LOR} ? %{int} : %{long@COND}",
          "%{boolean@LOR} ? cut(%{String}) : (Object) %{int@POSTFIX}",
          "P.<Integer>id(%{Integer})",
          "P.id(%{int})",
          "P.id(cut(%{String}))",
          "either(%{boolean}, %{int}, %{long})",
          "%{int}",
          "%{char}",
          "%{short}",
          "%{Integer}",
          "%{Object}",
          "cut(%{String})",
          "list(%{int})",
          "(Collection<Integer>) list(%{int})",
          "new int[] {%{int}}",
          "(Object) null");

  /**
   * Those that a try may return. The type of the others is inferred, and javac's inference for the
   * context hides the type that they have by themselves.
   */
  private static final List<String> KEPT =
      OPERANDS.stream().filter(each -> !each.startsWith("either(")).toList();

  /** Those that may be awaited and not given to a co-return. */
  private static final List<String> TASKS =
      List.of(
          "Task.of(%{int})",
          "%{boolean@LOR} ? Task.of(%{int}) : Task.of(%{Integer})",
          "either(%{boolean}, Task.of(%{String}), Task.of(%{String}))",
          "P.id(Task.of(%{Object}))");

  private ChosenHooks() {}

  static List<StatementForm> statements() {
    return List.of(
        new StatementForm(
            "hooks of its own",
            scope -> scope.awaits() && !scope.isInClosure(),
            ChosenHooks::statement));
  }

  private static Statement statement(Filler any, Scope scope) {
    String name = scope.uniqueName("L");
    // Operands that are as simple as can be: the plain class has other awaits.
    Filler filler = new Simple(any);
    Scope inner = scope.classBody(Body.Suspension.NONE, Type.OBJECT);
    List<Statement> body = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      body.add(
          filler.oneIn(2)
              ? Statement.of("log(await(", awaited(filler, inner), "));")
              : Statement.of("await(", awaited(filler, inner), ");"));
    }
    if (filler.oneIn(2)) {
      body.add(
          Statement.of(
              "if (",
              filler.expression(Type.BOOLEAN, inner),
              ") ",
              Block.of(returned(OPERANDS, filler, inner))));
    }
    body.add(
        filler.oneIn(3)
            ? Statement.of(
                "try ", Block.of(returned(KEPT, filler, inner)), " finally { log(\"left\"); }")
            : returned(OPERANDS, filler, inner));
    return Statement.of(
        new Text("class " + name + " ", "class " + name + " extends Chosen.Plainly "),
        Block.of(
            Statement.of(
                "@Suspendable(promise = Chosen.Promise.class)\n"
                    + "Task<Object> chosen() throws Exception ",
                Text.plainly("{ return Plainly.<Object>lazily(() -> "),
                new Block(body),
                Text.plainly("); }"))),
        "\nlog(await(new " + name + "().chosen()));");
  }

  private static Statement returned(List<String> operands, Filler filler, Scope scope) {
    return Statement.of(
            new Text("return Task.of(", "return returned("),
            written(filler.any(operands), filler, scope),
            ");")
        .completing(false);
  }

  private static Expression awaited(Filler filler, Scope scope) {
    return written(filler.any(filler.oneIn(4) ? TASKS : OPERANDS), filler, scope);
  }

  private static Expression written(String text, Filler filler, Scope scope) {
    return new Template(Type.OBJECT, Precedence.ANY, text, false, at -> true).fill(filler, scope);
  }

  /** Operands without operands. */
  private record Simple(Filler filler) implements Filler {
    @Override
    public Expression expression(Type type, Scope scope) {
      return filler.simple(type, scope);
    }

    @Override
    public Expression simple(Type type, Scope scope) {
      return filler.simple(type, scope);
    }

    @Override
    public Block block(Scope scope) {
      return new Block(List.of());
    }

    @Override
    public int choose(int bound) {
      return filler.choose(bound);
    }
  }
}
